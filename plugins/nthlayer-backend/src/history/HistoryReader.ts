import {
  BurnDownInput,
  Interval,
  budgetWindows,
  burnDown,
  excludeSums,
  excludeTiles,
  peakOf,
  sumTiers,
  sumWindow,
} from '@nthlayer/engine';
import {
  GroupLabels,
  HistoryPointDto,
  Slo,
  TileSums,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Clock } from '../clock';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { floorTo, TILE_MS } from '../durations';
import { coverParts, partsOf } from '../exclusions/ExcludedPart';
import { ExcludedTiles } from '../exclusions/ExcludedTiles';
import { ExclusionCalendar } from '../exclusions/ExclusionCalendar';
import { ExclusionStore } from '../exclusions/ExclusionStore';
import { keptSince, replayRange, slotAt } from '../replay/replayWindows';
import { ActiveSlo, SloStore } from '../slos/SloStore';
import { TileGroup, TileStore } from '../tiles/TileStore';
import { chooseGroup } from './chooseGroup';
import { historyStep } from './historyStep';

/** Ticks come every minute; one that is late may be under way. */
const DUE_MS = 2 * TILE_MS;

/** What a history is read from. */
export interface HistoryReaderOptions {
  readonly clock: Clock;
  readonly exclusions: ExclusionStore;
  readonly slos: SloStore;
  readonly sources: DataSourceRegistry;
  readonly tiles: TileStore;
}

/** How the budget of the current window was spent. Milliseconds since the epoch. */
export interface History {
  readonly group: GroupLabels;
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

  /** The current window of one group of an SLO, by default of the worst. */
  async read(active: ActiveSlo, wanted?: GroupLabels): Promise<History> {
    const { clock, sources, tiles } = this.#options;
    const group = await chooseGroup(active, wanted, this.#options);
    const nowMs = clock.now();
    const readEndMs = endOfRead(
      active,
      sources.newestTileEnd(active.dataSource, nowMs),
    );
    const { budget } = budgetWindows(active.slo, readEndMs);
    const { startMs, endMs } = budget;
    const stepMs = historyStep(
      endMs - startMs,
      active.slo.slices?.lengthMs ??
        slotAt(startMs, keptSince(tiles.retention, nowMs)),
    );
    const buckets = bucketsOf({ startMs, endMs, stepMs });
    const sums = await this.#readBuckets({
      active,
      group,
      range: budget,
      buckets,
      nowMs,
    });
    const points = buckets.map((bucket, index) => toPoint(sums[index], bucket));
    return {
      group: group?.labels ?? wanted ?? {},
      startMs,
      endMs,
      stepMs,
      points: burnDown(active.slo, points, budget.windowMs).map(
        (point, index) => withPeak(point, sums[index].peak),
      ),
    };
  }

  /** What is counted in steps of time, without what is excluded of them. */
  async #readBuckets(asked: {
    active: ActiveSlo;
    group: TileGroup | undefined;
    range: Interval;
    buckets: readonly Interval[];
    nowMs: number;
  }): Promise<BucketSums[]> {
    const { active, group, range, buckets, nowMs } = asked;
    const { slo } = active;
    const intervals = await this.#excludedIntervals(active, range);
    const of = { group, slo, range, buckets, intervals, nowMs };
    const { sums, excluded } = slo.slices
      ? await this.#readSlices(of, slo.slices.lengthMs)
      : await this.#readCounts(of);
    return sums.map((sum, index) =>
      exclude(sum, excluded.sums(buckets[index])),
    );
  }

  async #excludedIntervals(
    active: ActiveSlo,
    range: Interval,
  ): Promise<readonly Interval[]> {
    const { entityRef, environment } = active;
    const own = await this.#options.exclusions.list({ entityRef, environment });
    const time = new ExclusionCalendar(own).timeOf(active);
    return time?.intervals(range) ?? [];
  }

  async #readSlices(
    { group, slo, range, buckets, intervals }: AskedBuckets,
    lengthMs: number,
  ): Promise<ReadBuckets> {
    const excluded = ExcludedTiles.withoutTraffic(intervals);
    if (!group) {
      return { sums: buckets.map(() => EMPTY), excluded };
    }
    const { startMs, endMs } = range;
    const all = await this.#options.tiles.readTiles(group, startMs, endMs);
    const series = excludeTiles(all, intervals);
    const sums = buckets.map(bucket => {
      const windowMs = floorTo(bucket.endMs - bucket.startMs, lengthMs);
      return sumWindow(series, { ...bucket, windowMs }, slo);
    });
    return { sums, excluded };
  }

  /** One statement, whatever is excluded. */
  async #readCounts({
    group,
    range,
    buckets,
    intervals,
    nowMs,
  }: AskedBuckets): Promise<ReadBuckets> {
    const { tiles: store } = this.#options;
    const kept = keptSince(store.retention, nowMs);
    const parts = partsOf(intervals, nowMs, store.retention);
    const [tiers] = group
      ? await store.readTiers(
          [group.id],
          coverParts(replayRange(range.startMs, range.endMs, kept), parts),
        )
      : [];
    const sums = buckets.map(bucket =>
      tiers
        ? {
            ...sumTiers(tiers, bucket.startMs, bucket.endMs),
            peak: peakOf(tiers, bucket, intervals),
          }
        : EMPTY,
    );
    return { sums, excluded: ExcludedTiles.of(tiers, parts) };
  }
}

/** Steps of a span; the last may be shorter. */
function bucketsOf({
  startMs,
  endMs,
  stepMs,
}: Interval & { readonly stepMs: number }): Interval[] {
  const count = Math.ceil((endMs - startMs) / stepMs);
  return Array.from({ length: count }, (_, index) => {
    const at = startMs + index * stepMs;
    return { startMs: at, endMs: Math.min(at + stepMs, endMs) };
  });
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

function withPeak(
  point: HistoryPointDto,
  peak: number | null | undefined,
): HistoryPointDto {
  return typeof peak === 'number' ? { ...point, peak } : point;
}

interface AskedBuckets {
  readonly group: TileGroup | undefined;
  readonly slo: Slo;
  readonly range: Interval;
  readonly buckets: readonly Interval[];
  readonly intervals: readonly Interval[];
  readonly nowMs: number;
}

interface ReadBuckets {
  readonly sums: readonly BucketSums[];
  readonly excluded: ExcludedTiles;
}

const EMPTY: BucketSums = { bad: 0, total: 0, knownTiles: 0 };

function exclude(sums: BucketSums, excluded: TileSums): BucketSums {
  // Only what is left counts here, so that it does not matter how much was expected.
  return {
    ...excludeSums({ ...sums, expectedTiles: 0 }, excluded),
    peak: sums.peak,
  };
}

function toPoint(
  { bad, total, knownTiles, excludedTiles = 0 }: BucketSums,
  { startMs, endMs }: Interval,
): BurnDownInput {
  const tiles = (endMs - startMs) / TILE_MS;
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
