import { DateTime } from 'luxon';
import { parseRecurrence, Recurrence } from './recurrence';
import { recurrenceProblem } from './recurrenceParts';
import { dayIndex, ruleTimes } from './ruleTimes';

const YEAR = 366;
/** How far ahead a rule must match again, in days: 29 February may be eight years away. */
const MATCHES_WITHIN = 8 * YEAR;
/** Most occurrences within a year: every weekday three times is well below. */
const MOST_A_YEAR = 1_000;
/** Every hour: whoever means more often means always. */
const MOST_A_DAY = 24;

/** What is wrong with a rule: how to go on after "The rule is not understood", or that it repeats too often. */
export type RecurrenceProblem =
  | { readonly kind: 'invalid'; readonly because: string }
  | { readonly kind: 'too-often'; readonly most: string };

const TOO_OFTEN_A_DAY = {
  kind: 'too-often',
  most: `${MOST_A_DAY} times within a day`,
} as const;

/**
 * What is wrong with a rule that starts at a local time. It is found out by arithmetic, within a millisecond whatever
 * the rule is: to expand 300 times of a day over years, only to find that none of them counts, takes half a minute.
 */
export function checkRecurrence(
  rrule: string,
  start: DateTime,
): RecurrenceProblem | undefined {
  const problem = recurrenceProblem(rrule);
  if (problem !== undefined) {
    return invalid(problem);
  }
  const rule = parseRecurrence(rrule);
  const until = rule.until === undefined ? undefined : dayOf(rule.until);
  if (until !== undefined && Number.isNaN(until)) {
    return invalid(`UNTIL cannot be "${rule.until}"`);
  }
  const times = (rule.hours?.length ?? 1) * (rule.minutes?.length ?? 1);
  if (rule.positions && (rule.frequency === 'HOURLY' || times > 1)) {
    return invalid('BYSETPOS chooses days, and needs one time of day');
  }
  return times > MOST_A_DAY
    ? TOO_OFTEN_A_DAY
    : checkOccurrences(rule, start, until ?? Infinity);
}

function checkOccurrences(
  rule: Recurrence,
  start: DateTime,
  until: number,
): RecurrenceProblem | undefined {
  const days = Math.min(MATCHES_WITHIN, until - dayIndex(start) + 1);
  let total = 0;
  for (const { since, times } of ruleTimes(rule, start, days)) {
    if (since >= YEAR && total > 0) {
      break;
    }
    if (times > MOST_A_DAY) {
      return TOO_OFTEN_A_DAY;
    }
    total += times;
    if (Math.min(total, rule.count) > MOST_A_YEAR) {
      return { kind: 'too-often', most: `${MOST_A_YEAR} times within a year` };
    }
  }
  return total > 0
    ? undefined
    : invalid('it never matches from the first occurrence on');
}

/** Days from the epoch to the one that UNTIL names. */
function dayOf(until: string): number {
  return dayIndex(DateTime.fromISO(until.slice(0, 8), { zone: 'UTC' }));
}

function invalid(because: string): RecurrenceProblem {
  return { kind: 'invalid', because };
}
