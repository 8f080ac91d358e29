import { Exclusion } from '@nthlayer/backstage-plugin-nthlayer-common';
import { BASE_TILE_MS } from '../tiles';
import { Interval } from './interval';
import { clipIntervals, mergeIntervals } from './mergeIntervals';
import { occurrencesOf } from './occurrences';

/**
 * The time in a range that some exclusions take out together, sorted and disjoint. A tile that is touched is taken out
 * whole, so the intervals begin and end on boundaries of tiles. The exclusions are free of errors, see
 * `checkExclusion`.
 *
 * @public
 */
export function excludedIntervals(
  exclusions: readonly Exclusion[],
  range: Interval,
  tileMs: number = BASE_TILE_MS,
): Interval[] {
  const whole = exclusions
    .flatMap(exclusion => occurrencesOf(exclusion, range))
    .map(({ startMs, endMs }) => ({
      startMs: Math.floor(startMs / tileMs) * tileMs,
      endMs: Math.ceil(endMs / tileMs) * tileMs,
    }));
  return clipIntervals(mergeIntervals(whole), range);
}
