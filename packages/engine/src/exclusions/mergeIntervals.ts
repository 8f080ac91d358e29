import { Interval } from './interval';

/**
 * The parts of sorted, disjoint intervals that lie in a range.
 *
 * @public
 */
export function clipIntervals(
  intervals: readonly Interval[],
  range: Interval,
): Interval[] {
  return intervals
    .filter(
      ({ startMs, endMs }) => startMs < range.endMs && endMs > range.startMs,
    )
    .map(({ startMs, endMs }) => ({
      startMs: Math.max(startMs, range.startMs),
      endMs: Math.min(endMs, range.endMs),
    }));
}

/** Sorted and disjoint, with what overlaps or touches put together. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  const sorted = [...intervals].sort((a, b) => a.startMs - b.startMs);
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last && next.startMs <= last.endMs) {
      const endMs = Math.max(last.endMs, next.endMs);
      merged[merged.length - 1] = { startMs: last.startMs, endMs };
    } else {
      merged.push(next);
    }
  }
  return merged;
}
