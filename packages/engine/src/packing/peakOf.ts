import { Interval } from '../exclusions';
import { TileColumns } from './TileColumns';
import { TieredTiles } from './TieredTiles';

/**
 * The highest error ratio of a single slot in [startMs, endMs), in the shortest slots that there are; null without traffic.
 * However many slots are put together in a point of a chart, none of them is lost in its mean. What is excluded does not
 * count.
 *
 * @public
 */
export function peakOf(
  { minutes, fiveMinutes, hours }: TieredTiles,
  range: Interval,
  excluded: readonly Interval[] = [],
): number | null {
  const peaks = [
    peakIn(
      hours,
      { ...range, endMs: Math.min(range.endMs, fiveMinutes.startMs) },
      excluded,
    ),
    peakIn(
      fiveMinutes,
      { ...range, endMs: Math.min(range.endMs, minutes.startMs) },
      excluded,
    ),
    peakIn(minutes, range, excluded),
  ].filter(peak => peak !== null);
  return peaks.length > 0 ? Math.max(...peaks) : null;
}

function peakIn(
  { startMs, stepMs, known, bad, total }: TileColumns,
  range: Interval,
  excluded: readonly Interval[],
): number | null {
  const slotAt = (timeMs: number) => Math.floor((timeMs - startMs) / stepMs);
  const last = Math.min(
    known.length,
    Math.ceil((range.endMs - startMs) / stepMs),
  );
  let peak: number | null = null;
  for (let at = Math.max(0, slotAt(range.startMs)); at < last; at++) {
    if (known[at] > 0 && total[at] > 0) {
      const fromMs = startMs + at * stepMs;
      const isExcluded = excluded.some(
        interval =>
          interval.startMs < fromMs + stepMs && interval.endMs > fromMs,
      );
      const ratio = bad[at] / total[at];
      if (!isExcluded && (peak === null || ratio > peak)) {
        peak = ratio;
      }
    }
  }
  return peak;
}
