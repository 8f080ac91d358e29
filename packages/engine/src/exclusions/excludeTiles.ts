import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Interval } from './interval';

/**
 * Tiles with what is excluded made tiles without traffic, which no slice is bad by. The intervals lie on boundaries of
 * tiles.
 *
 * @public
 */
export function excludeTiles(
  series: TileSeries,
  intervals: readonly Interval[],
): TileSeries {
  if (intervals.length === 0) {
    return series;
  }
  const bad = series.bad.slice();
  const total = series.total.slice();
  const indexOf = (timeMs: number) =>
    Math.max(0, Math.ceil((timeMs - series.startMs) / series.stepMs));
  for (const { startMs, endMs } of intervals) {
    bad.fill(0, indexOf(startMs), indexOf(endMs));
    total.fill(0, indexOf(startMs), indexOf(endMs));
  }
  return { ...series, bad, total };
}
