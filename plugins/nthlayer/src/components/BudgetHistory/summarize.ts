import type { HistoryPointDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  formatBudget,
  formatDay,
  formatDuration,
  formatEvents,
} from '../../format';
import { findGaps } from './findGaps';
import { isUnknown } from './gridPoints';

/** The chart in words, for those who cannot see it. */
export function summarize(
  points: readonly HistoryPointDto[],
  stepMs: number,
): string {
  const known = points.filter(point => !isUnknown(point));
  const drawn = points.filter(({ remaining }) => remaining !== null);
  const [first, last] = [drawn[0], drawn.at(-1)];
  if (!first || !last) {
    return 'Nothing is known of this window yet.';
  }
  const bad = known.reduce((sum, point) => sum + (point.bad ?? 0), 0);
  const gaps = findGaps(points, stepMs);
  const unknownMs = gaps.reduce((sum, gap) => sum + gap.endMs - gap.startMs, 0);
  const sentences = [
    `Budget left went from ${formatBudget(first.remaining)} on ${formatDay(
      first.startMs,
    )} to ${formatBudget(last.remaining)} on ${formatDay(last.startMs)}`,
    formatEvents(bad, 'bad event'),
    gaps.length === 0
      ? 'no gaps'
      : `${formatDuration(unknownMs)} without data in ${gaps.length} ${
          gaps.length === 1 ? 'gap' : 'gaps'
        }`,
  ];
  return `${sentences.join('; ')}.`;
}
