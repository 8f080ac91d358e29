import {
  Slo,
  TileSeries,
  TileSums,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { sumTiles } from '../tiles';
import { ExactSum } from './rolling/ExactSum';
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
 * The slices of an SLO; undefined where it counts events, or is not told how to cut.
 *
 * @public
 */
export function slicesOf({ method, slices }: Slo): Slices | undefined {
  return method === 'Occurrences' || !slices
    ? undefined
    : { method, ...slices };
}

/**
 * What an SLO counts of a window: events, or slices of time.
 *
 * @public
 */
export function sumWindow(
  series: TileSeries,
  window: Pick<WindowRequest, 'windowMs' | 'startMs' | 'endMs'>,
  slo: Slo,
): TileSums {
  const slices = slicesOf(slo);
  return slices
    ? sumSlices(series, window, slices)
    : sumTiles(series, window.startMs, window.endMs);
}

/** What a slice that is over comes to. */
export interface JudgedSlice {
  /** Its share of bad events, or 1 where it fails. */
  readonly bad: number;
  readonly hasTraffic: boolean;
  readonly knownTiles: number;
}

/** Judges the slice that starts at a time by its known tiles. */
export function judgeSlice(
  series: TileSeries,
  startMs: number,
  { lengthMs, method, objective }: Slices,
): JudgedSlice {
  const sums = sumTiles(series, startMs, startMs + lengthMs);
  const { bad, total, knownTiles } = sums;
  if (total <= 0) {
    return { bad: 0, hasTraffic: false, knownTiles };
  }
  const failed = total - bad < objective * total;
  return {
    bad: method === 'RatioTimeslices' ? bad / total : Number(failed),
    hasTraffic: true,
    knownTiles,
  };
}

/**
 * Turns tiles into the sums that `evaluateBudget` takes for a time-sliced method: `total` is slices, `bad` is bad
 * ones. Slices lie on multiples of their length since the epoch; one that is still running is not judged yet, and one
 * that is over is judged by its known tiles.
 *
 * - Timeslices: `total` is every slice of the whole window, fixed; a slice without traffic is good, an unknown one
 *   is not bad and lowers the coverage.
 * - RatioTimeslices: `total` is the slices with traffic, `bad` the sum of their error ratios.
 *
 * @public
 */
export function sumSlices(
  series: TileSeries,
  window: Pick<WindowRequest, 'windowMs' | 'startMs' | 'endMs'>,
  slices: Slices,
): TileSums {
  const { lengthMs } = slices;
  const bad = new ExactSum();
  let withTraffic = 0;
  const firstMs = Math.ceil(window.startMs / lengthMs) * lengthMs;
  for (let at = firstMs; at + lengthMs <= window.endMs; at += lengthMs) {
    const slice = judgeSlice(series, at, slices);
    bad.add(slice.bad);
    withTraffic += Number(slice.hasTraffic);
  }
  const { knownTiles, expectedTiles } = sumTiles(
    series,
    window.startMs,
    window.endMs,
  );
  return {
    bad: bad.value,
    total:
      slices.method === 'Timeslices'
        ? Math.ceil(window.windowMs / lengthMs)
        : withTraffic,
    knownTiles,
    expectedTiles,
  };
}
