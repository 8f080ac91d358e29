import { DateTime } from 'luxon';
import { parseRecurrence, Recurrence } from './recurrence';
import { recurrenceProblem } from './recurrenceParts';
import { ruleDays } from './ruleDays';

const DAY_MS = 86_400_000;
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
  const isByTime = rule.frequency === 'HOURLY' || timesOf(rule) > 1;
  if (rule.positions && isByTime) {
    return invalid('BYSETPOS chooses days, and needs one time of day');
  }
  return checkOccurrences(rule, start, until ?? Infinity);
}

function checkOccurrences(
  rule: Recurrence,
  start: DateTime,
  until: number,
): RecurrenceProblem | undefined {
  const first = Date.UTC(start.year, start.month - 1, start.day) / DAY_MS;
  const days = Math.min(MATCHES_WITHIN, until - first + 1);
  let total = 0;
  for (const day of ruleDays(rule, first, days)) {
    if (day >= first + YEAR && total > 0) {
      break;
    }
    const times = timesOn(rule, (day - first) * 24 - start.hour);
    if (times > MOST_A_DAY) {
      return { kind: 'too-often', most: `${MOST_A_DAY} times within a day` };
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

/** How often on a day that begins so many hours after the rule. */
function timesOn(rule: Recurrence, since: number): number {
  if (rule.frequency !== 'HOURLY') {
    return timesOf(rule);
  }
  const hours = Array.from({ length: 24 }, (_, hour) => hour).filter(
    hour =>
      since + hour >= 0 &&
      (since + hour) % rule.interval === 0 &&
      (rule.hours === undefined || rule.hours.includes(hour)),
  );
  return hours.length * (rule.minutes?.length ?? 1);
}

function timesOf({ hours, minutes }: Recurrence): number {
  return (hours?.length ?? 1) * (minutes?.length ?? 1);
}

/** Days from the epoch to the one that UNTIL names. */
function dayOf(until: string): number {
  const date = DateTime.fromISO(until.slice(0, 8), { zone: 'UTC' });
  return date.toMillis() / DAY_MS;
}

function invalid(because: string): RecurrenceProblem {
  return { kind: 'invalid', because };
}
