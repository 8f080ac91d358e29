import type { HistoryPointDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  formatBudget,
  formatDay,
  formatDuration,
  formatEvents,
} from '../../format';
import { excludedMs } from './excludedMs';
import { findGaps } from './findGaps';
import { isUnknown } from './gridPoints';
import { unknownMs } from './unknownMs';

/** The chart in words, for those who cannot see it. */
export function summarize(
  points: readonly HistoryPointDto[],
  stepMs: number,
  noun: string = 'event',
): string {
  const known = points.filter(point => !isUnknown(point));
  if (known.length === 0) {
    return 'Nothing is known of this window yet.';
  }
  const parts = [...budgetParts(known, noun), gapsPart(points, stepMs)];
  const excluded = excludedMs(points, stepMs);
  if (excluded > 0) {
    parts.push(`${formatDuration(excluded)} excluded`);
  }
  return `${parts.join('; ')}.`;
}

function budgetParts(
  known: readonly HistoryPointDto[],
  noun: string,
): string[] {
  if (known.every(({ total }) => total === 0)) {
    return ['No traffic in this window'];
  }
  const drawn = known.filter(({ remaining }) => remaining !== null);
  const [first, last] = [drawn[0], drawn.at(-1)];
  const bad = known.reduce((sum, point) => sum + (point.bad ?? 0), 0);
  const events = formatEvents(bad, `bad ${noun}`);
  if (!first || !last) {
    return [events];
  }
  return [
    `Budget left went from ${formatBudget(first.remaining)} on ${formatDay(
      first.startMs,
    )} to ${formatBudget(last.remaining)} on ${formatDay(last.startMs)}`,
    events,
  ];
}

function gapsPart(points: readonly HistoryPointDto[], stepMs: number): string {
  const gaps = findGaps(points, stepMs).length;
  if (gaps === 0) {
    return 'no gaps';
  }
  const missing = formatDuration(unknownMs(points, stepMs));
  return `${missing} without data in ${gaps} ${gaps === 1 ? 'gap' : 'gaps'}`;
}
