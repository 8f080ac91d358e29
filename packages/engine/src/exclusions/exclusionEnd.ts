import { Exclusion } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DateTime } from 'luxon';
import { ruleStarts } from './occurrences';
import { parseRecurrence } from './recurrence';
import { ruleTimes } from './ruleTimes';

/** In days. */
const LOOKED_AHEAD = 5 * 366;

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
  return rrule.includes('COUNT=') ? lastCounted(exclusion, rrule) : undefined;
}

/** The day by arithmetic, as the library would expand all that is counted, and then only what is near it. */
function lastCounted(exclusion: Exclusion, rrule: string): number | undefined {
  const { startMs, timeZone: zone = 'UTC' } = exclusion;
  const rule = parseRecurrence(rrule);
  const start = DateTime.fromMillis(startMs, { zone });
  let left = rule.count;
  for (const { since, times } of ruleTimes(rule, start, LOOKED_AHEAD)) {
    left -= times;
    if (left <= 0) {
      const day = start.startOf('day').plus({ days: since });
      // where the clocks change, hours are counted otherwise than days
      const days = rule.frequency === 'HOURLY' ? 2 : 1;
      const range = {
        startMs: Math.max(startMs, day.toMillis()),
        endMs: day.plus({ days }).toMillis(),
      };
      return ruleStarts(exclusion, range).at(-1);
    }
  }
  return undefined;
}
