import {
  CounterSamples,
  GroupLabels,
  TileRange,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { TileCounting } from '../ports';
import { badFromGood } from './badFromGood';
import { counterDeltas } from './counterDeltas';
import { isCount } from './isCount';
import { DEFAULT_TILE_COUNTING } from './tileCounting';

/**
 * Counter samples of one group of an SLI. With `good`, bad is total − good; with neither, nothing is bad.
 *
 * @public
 */
export interface SliCounters {
  /** Counters of all events. */
  readonly total: readonly CounterSamples[];
  /** Counters of bad events. */
  readonly bad?: readonly CounterSamples[];
  /** Counters of good events; not looked at where `bad` is given. */
  readonly good?: readonly CounterSamples[];
  /**
   * The bad or good counters are there whenever the total is, as a histogram's buckets are; a tile without a sample
   * of them is unknown. Default false: a counter that is born with its first event counts none until then.
   */
  readonly alwaysExposed?: boolean;
}

/** Sums the differences of bad or good counters; 0 or NaN where none has a sample. */
function partTiles(
  counters: readonly CounterSamples[],
  range: TileRange,
  counting: TileCounting,
  sums: Float64Array,
): Float64Array {
  const report = (tile: number, delta: number) => {
    if (tile >= 0) {
      sums[tile] = (Number.isNaN(sums[tile]) ? 0 : sums[tile]) + delta;
    }
  };
  for (const counter of counters) {
    counterDeltas(counter, range, counting, report);
  }
  return sums;
}

/**
 * Sums the differences of `total`. A tile is known where some series of it has a sample, and some series, be it
 * the same or one that has gone since, was seen before the tile; elsewhere it is NaN.
 */
function totalTiles(
  counters: readonly CounterSamples[],
  range: TileRange,
  counting: TileCounting,
  sums: Float64Array,
): Float64Array {
  const newestMs = new Float64Array(sums.length + 1).fill(-Infinity); // [0] is before the range, [1] tile 0
  const report = (tile: number, delta: number, timeMs: number) => {
    newestMs[tile + 1] = Math.max(newestMs[tile + 1], timeMs);
    if (tile >= 0) {
      sums[tile] += delta;
    }
  };
  for (const counter of counters) {
    counterDeltas(counter, range, counting, report);
  }
  let seenMs = -Infinity;
  for (let tile = 0; tile < sums.length; tile++) {
    seenMs = Math.max(seenMs, newestMs[tile]);
    const tileStartMs = range.startMs + tile * range.stepMs;
    const scraped = newestMs[tile + 1] > -Infinity;
    if (!scraped || tileStartMs - seenMs > counting.lookbackMs) {
      sums[tile] = NaN;
    }
  }
  return sums;
}

/**
 * Tiles of one group from the samples of its counters, in one pass over them.
 *
 * Per series a tile counts the value at its end minus the value at its start, each the newest sample at or before
 * that time. A counter that fell was reset and counts its new value; a series born in the tile counts its first
 * value; a series back after a gap of at most `lookbackMs` counts its difference in the tile of its return. A tile
 * without a sample of `total`, or before which `total` was not yet scraped, is unknown, and so is one that counts
 * more bad or good events than events, or more than can be counted exactly.
 *
 * Samples from before the range, as far back as gaps are to be bridged, must be given for its first tiles to be
 * known.
 *
 * @public
 */
export function tilesFromSamples(
  counters: SliCounters,
  range: TileRange,
  counting: Partial<TileCounting> = {},
  group: GroupLabels = {},
): TileSeries {
  const rules = { ...DEFAULT_TILE_COUNTING, ...counting };
  const tiles = Math.max(
    0,
    Math.floor((range.endMs - range.startMs) / range.stepMs),
  );
  const total = totalTiles(
    counters.total,
    range,
    rules,
    new Float64Array(tiles),
  );
  const part = partTiles(
    counters.bad ?? counters.good ?? [],
    range,
    rules,
    new Float64Array(tiles).fill(counters.alwaysExposed ? NaN : 0),
  );
  const isGood = !counters.bad && counters.good !== undefined;
  const bad = part.map((events, tile) =>
    isGood ? badFromGood(events, total[tile]) : events,
  );
  for (let tile = 0; tile < tiles; tile++) {
    if (!isCount(total[tile]) || !(bad[tile] <= total[tile])) {
      bad[tile] = NaN;
      total[tile] = NaN;
    }
  }
  return { group, startMs: range.startMs, stepMs: range.stepMs, bad, total };
}
