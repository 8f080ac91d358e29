import { Exclusion } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DateTime } from 'luxon';
import { ruleStarts } from './occurrences';

const DAY_MS = 86_400_000;
const LOOKED_AHEAD_MS = 5 * 366 * DAY_MS;
const MOST_PERIODS = 3_000;

/**
 * By when the last occurrence of a checked exclusion has ended. Undefined where there is always a next one, and where so
 * many are counted that it is not worth finding out: after more than five years.
 *
 * @public
 */
export function exclusionEnd(exclusion: Exclusion): number | undefined {
  const { startMs, endMs, rrule } = exclusion;
  if (rrule === undefined) {
    return endMs;
  }
  const lastMs = lastStart(exclusion, rrule);
  return lastMs === undefined
    ? undefined
    : endMs + Math.max(0, lastMs - startMs);
}

function lastStart(exclusion: Exclusion, rrule: string): number | undefined {
  const [, until] = /(?:^|;)UNTIL=(\w+)/.exec(rrule) ?? [];
  if (until !== undefined) {
    const zone = exclusion.timeZone ?? 'UTC';
    const day = DateTime.fromISO(until, { zone }).endOf('day');
    return day.isValid ? day.toMillis() : undefined;
  }
  const [, count] = /(?:^|;)COUNT=(\d+)/.exec(rrule) ?? [];
  const starts = count === undefined ? [] : firstStarts(exclusion);
  return starts.length > 0 && starts.length === Number(count)
    ? starts[starts.length - 1]
    : undefined;
}

function firstStarts(exclusion: Exclusion): number[] {
  const { startMs } = exclusion;
  const range = { startMs, endMs: startMs + LOOKED_AHEAD_MS };
  try {
    return ruleStarts(exclusion, range, MOST_PERIODS);
  } catch {
    return [];
  }
}
