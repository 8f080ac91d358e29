import {
  BurnDownInput,
  WindowRequest,
  budgetWindows,
  burnDown,
  sumWindow,
} from '@nthlayer/engine';
import {
  HistoryPointDto,
  Slo,
  TileSums,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Clock } from '../clock';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { floorTo, HOUR_MS, TILE_MS } from '../durations';
import { ActiveSlo } from '../slos/SloStore';
import { TileGroup, TileStore } from '../tiles/TileStore';
import { historyStep } from './historyStep';

/** What a history is read from. */
export interface HistoryReaderOptions {
  readonly clock: Clock;
  readonly sources: DataSourceRegistry;
  readonly tiles: TileStore;
}

/** How the budget of the current window was spent. Milliseconds since the epoch. */
export interface History {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  readonly points: HistoryPointDto[];
}

/** Down-samples stored tiles for a chart. Counts are summed, so that no spike is lost; slices of time are counted. */
export class HistoryReader {
  readonly #options: HistoryReaderOptions;

  static create(options: HistoryReaderOptions): HistoryReader {
    return new HistoryReader(options);
  }

  private constructor(options: HistoryReaderOptions) {
    this.#options = options;
  }

  /** The current window of an SLO; the groups of a grouped one are added up. */
  async read(active: ActiveSlo): Promise<History> {
    const { clock, sources, tiles } = this.#options;
    const nowMs = clock.now();
    const windowEndMs = sources.newestTileEnd(active.dataSource, nowMs);
    const { budget } = budgetWindows(active.slo, windowEndMs);
    const { startMs, endMs } = budget;
    const stepMs = historyStep(endMs - startMs, active.slo.slices?.lengthMs);
    const count = Math.ceil((endMs - startMs) / stepMs);
    const buckets = Array.from({ length: count }, () => EMPTY);
    for (const group of await tiles.listGroups(active.sliRevisionId)) {
      const sums = await this.#readGroup(group, budget, stepMs, active.slo);
      sums.forEach((sum, index) => {
        buckets[index] = addGroup(buckets[index], sum);
      });
    }
    const points = buckets.map((sums, index) =>
      toPoint(sums, startMs + index * stepMs, { stepMs, endMs }),
    );
    return {
      startMs,
      endMs,
      stepMs,
      points: burnDown(active.slo, points, budget.windowMs),
    };
  }

  async #readGroup(
    group: TileGroup,
    { startMs, endMs }: WindowRequest,
    stepMs: number,
    slo: Slo,
  ): Promise<BucketSums[]> {
    const count = Math.ceil((endMs - startMs) / stepMs);
    if (stepMs < HOUR_MS || slo.slices) {
      const series = await this.#options.tiles.readTiles(group, startMs, endMs);
      return Array.from({ length: count }, (_, index) => {
        const at = startMs + index * stepMs;
        const end = Math.min(at + stepMs, endMs);
        const windowMs = floorTo(end - at, slo.slices?.lengthMs ?? TILE_MS);
        return sumWindow(series, { windowMs, startMs: at, endMs: end }, slo);
      });
    }
    const buckets = Array.from({ length: count }, () => EMPTY);
    const hours = await this.#options.tiles.readHours(group, startMs, endMs);
    for (const hour of hours) {
      const index = Math.floor((hour.hourMs - startMs) / stepMs);
      buckets[index] = {
        bad: buckets[index].bad + hour.bad,
        total: buckets[index].total + hour.total,
        knownTiles: buckets[index].knownTiles + hour.knownTiles,
      };
    }
    return buckets;
  }
}

type BucketSums = Pick<TileSums, 'bad' | 'total' | 'knownTiles'>;

const EMPTY: BucketSums = { bad: 0, total: 0, knownTiles: 0 };

function addGroup(sums: BucketSums, group: BucketSums): BucketSums {
  return {
    bad: sums.bad + group.bad,
    total: sums.total + group.total,
    knownTiles: Math.max(sums.knownTiles, group.knownTiles),
  };
}

function toPoint(
  sums: BucketSums,
  startMs: number,
  { stepMs, endMs }: { stepMs: number; endMs: number },
): BurnDownInput {
  const expected = Math.min(stepMs, endMs - startMs) / TILE_MS;
  const known = sums.knownTiles > 0;
  return {
    startMs,
    bad: known ? sums.bad : null,
    total: known ? sums.total : null,
    coverage: Math.min(1, sums.knownTiles / expected),
  };
}
