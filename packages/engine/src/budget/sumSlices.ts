import {
  TileSeries,
  TileSums,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { sumTiles } from '../tiles';
import { WindowRequest } from './windows';

/**
 * How time is cut for the time-sliced budgeting methods.
 *
 * @public
 */
export interface Slices {
  /** How slices become spent budget. */
  readonly method: 'Timeslices' | 'RatioTimeslices';
  /** Length of a slice, a multiple of the tiles' step, milliseconds. */
  readonly lengthMs: number;
  /** Timeslices only: the ratio of good events that makes a slice good, in [0, 1]. */
  readonly objective: number;
}

/**
 * Turns tiles into the sums that `evaluateBudget` takes for a time-sliced method: `total` is slices, `bad` is bad
 * ones. A slice is judged by its known tiles.
 *
 * - Timeslices: `total` is every slice of the whole window, fixed; a slice without traffic is good, an unknown one
 *   is not bad and lowers the coverage.
 * - RatioTimeslices: `total` is the slices with traffic, `bad` the sum of their error ratios.
 *
 * @public
 */
export function sumSlices(
  series: TileSeries,
  window: WindowRequest,
  slices: Slices,
): TileSums {
  const { lengthMs } = slices;
  let bad = 0;
  let withTraffic = 0;
  for (let at = window.startMs; at < window.endMs; at += lengthMs) {
    const slice = sumTiles(series, at, Math.min(at + lengthMs, window.endMs));
    if (slice.total > 0) {
      withTraffic += 1;
      const errors = slice.bad / slice.total;
      const failed = slice.total - slice.bad < slices.objective * slice.total;
      bad += slices.method === 'RatioTimeslices' ? errors : Number(failed);
    }
  }
  const { knownTiles, expectedTiles } = sumTiles(
    series,
    window.startMs,
    window.endMs,
  );
  const spanMs = Math.max(window.windowMs, window.endMs - window.startMs);
  return {
    bad,
    total:
      slices.method === 'Timeslices'
        ? Math.ceil(spanMs / lengthMs)
        : withTraffic,
    knownTiles,
    expectedTiles,
  };
}
