import {
  BurnDownInput,
  Interval,
  WindowRequest,
  budgetWindows,
  burnDown,
  excludeSums,
  excludeTiles,
  peakOf,
  sumTiers,
  sumWindow,
} from '@nthlayer/engine';
import {
  HistoryPointDto,
  Slo,
  TileSums,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Clock } from '../clock';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { floorTo, TILE_MS } from '../durations';
import { ExcludedTiles } from '../exclusions/ExcludedTiles';
import { ExclusionCalendar } from '../exclusions/ExclusionCalendar';
import { ExclusionStore } from '../exclusions/ExclusionStore';
import { keptSince, replayRange } from '../replay/replayWindows';
import { ActiveSlo } from '../slos/SloStore';
import { TileGroup, TileStore } from '../tiles/TileStore';
import { historyStep } from './historyStep';

/** Ticks come every minute; one that is late may be under way. */
const DUE_MS = 2 * TILE_MS;

/** What a history is read from. */
export interface HistoryReaderOptions {
  readonly clock: Clock;
  readonly exclusions: ExclusionStore;
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
    const windowEndMs = endOfRead(
      active,
      sources.newestTileEnd(active.dataSource, nowMs),
    );
    const { budget } = budgetWindows(active.slo, windowEndMs);
    const { startMs, endMs } = budget;
    const stepMs = historyStep(endMs - startMs, active.slo.slices?.lengthMs);
    const count = Math.ceil((endMs - startMs) / stepMs);
    const buckets = Array.from({ length: count }, () => EMPTY);
    const intervals = await this.#excludedIntervals(active, budget);
    for (const group of await tiles.listGroups(active.sliRevisionId)) {
      const { slo } = active;
      const request = { stepMs, slo, intervals };
      const sums = await this.#readGroup(group, budget, request);
      const excluded = await ExcludedTiles.read(tiles, group, {
        intervals,
        slo,
        endMs: windowEndMs,
      });
      sums.forEach((sum, index) => {
        const bucketMs = startMs + index * stepMs;
        const bucket = {
          startMs: bucketMs,
          endMs: Math.min(bucketMs + stepMs, endMs),
        };
        const counted = exclude(sum, excluded.sums(bucket));
        buckets[index] = addGroup(buckets[index], counted);
      });
    }
    const points = buckets.map((sums, index) =>
      toPoint(sums, startMs + index * stepMs, { stepMs, endMs }),
    );
    return {
      startMs,
      endMs,
      stepMs,
      points: burnDown(active.slo, points, budget.windowMs).map(
        (point, index) => withPeak(point, buckets[index].peak),
      ),
    };
  }

  async #excludedIntervals(
    active: ActiveSlo,
    range: Interval,
  ): Promise<Interval[]> {
    const { entityRef, environment } = active;
    const own = await this.#options.exclusions.list({ entityRef, environment });
    return new ExclusionCalendar(own).intervalsOf(active, range);
  }

  async #readGroup(
    group: TileGroup,
    { startMs, endMs }: WindowRequest,
    {
      stepMs,
      slo,
      intervals,
    }: { stepMs: number; slo: Slo; intervals: readonly Interval[] },
  ): Promise<BucketSums[]> {
    const count = Math.ceil((endMs - startMs) / stepMs);
    if (slo.slices) {
      const all = await this.#options.tiles.readTiles(group, startMs, endMs);
      const series = excludeTiles(all, intervals);
      return Array.from({ length: count }, (_, index) => {
        const at = startMs + index * stepMs;
        const end = Math.min(at + stepMs, endMs);
        const windowMs = floorTo(end - at, slo.slices?.lengthMs ?? TILE_MS);
        return sumWindow(series, { windowMs, startMs: at, endMs: end }, slo);
      });
    }
    const { clock, tiles: store } = this.#options;
    const kept = keptSince(store.retention, clock.now());
    const range = replayRange(startMs, endMs, kept);
    const [tiers] = await store.readTiers([group.id], range);
    return Array.from({ length: count }, (_, index) => {
      const at = startMs + index * stepMs;
      const step = { startMs: at, endMs: Math.min(at + stepMs, endMs) };
      return {
        ...sumTiers(tiers, step.startMs, step.endMs),
        peak: peakOf(tiers, step, intervals),
      };
    });
  }
}

/** A minute that is over, but not yet read as the next tick is due, is no gap in what is known. */
function endOfRead({ progress }: ActiveSlo, newestMs: number): number {
  const { watermarkMs } = progress;
  const isDue = newestMs - watermarkMs <= DUE_MS;
  return isDue ? Math.min(watermarkMs, newestMs) : newestMs;
}

type BucketSums = Pick<
  TileSums,
  'bad' | 'total' | 'knownTiles' | 'excludedTiles'
> & {
  /** Highest error ratio of a slot; absent where slices are counted. */
  readonly peak?: number | null;
};

function highest(
  one: number | null | undefined,
  other: number | null | undefined,
): number | null | undefined {
  if (typeof one !== 'number' || typeof other !== 'number') {
    return one ?? other;
  }
  return Math.max(one, other);
}

function withPeak(
  point: HistoryPointDto,
  peak: number | null | undefined,
): HistoryPointDto {
  return typeof peak === 'number' ? { ...point, peak } : point;
}

const EMPTY: BucketSums = { bad: 0, total: 0, knownTiles: 0 };

function exclude(sums: BucketSums, excluded: TileSums): BucketSums {
  // Only what is left counts here, so that it does not matter how much was expected.
  return {
    ...excludeSums({ ...sums, expectedTiles: 0 }, excluded),
    peak: sums.peak,
  };
}

function addGroup(sums: BucketSums, group: BucketSums): BucketSums {
  return {
    bad: sums.bad + group.bad,
    total: sums.total + group.total,
    knownTiles: Math.max(sums.knownTiles, group.knownTiles),
    excludedTiles: group.excludedTiles,
    peak: highest(sums.peak, group.peak),
  };
}

function toPoint(
  { bad, total, knownTiles, excludedTiles = 0 }: BucketSums,
  startMs: number,
  { stepMs, endMs }: { stepMs: number; endMs: number },
): BurnDownInput {
  const tiles = Math.min(stepMs, endMs - startMs) / TILE_MS;
  const expected = tiles - excludedTiles;
  const known = knownTiles > 0 || expected === 0;
  return {
    startMs,
    bad: known ? bad : null,
    total: known ? total : null,
    coverage: expected > 0 ? Math.min(1, knownTiles / expected) : 1,
    ...(excludedTiles > 0 && { excluded: excludedTiles / tiles }),
  };
}
