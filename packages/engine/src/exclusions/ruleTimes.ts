import { DateTime } from 'luxon';
import { Recurrence } from './recurrence';
import { ruleDays } from './ruleDays';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/** How often a rule begins on one of its days. */
export interface RuleDay {
  /** Days since the one on which the rule starts. */
  readonly since: number;
  readonly times: number;
}

/** Days from the epoch to one of the calendar. */
export function dayIndex({ year, month, day }: DateTime): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** How often a rule that starts at a local time begins on its days, without COUNT and UNTIL. */
export function* ruleTimes(
  rule: Recurrence,
  start: DateTime,
  days: number,
): Generator<RuleDay> {
  const first = dayIndex(start);
  const mayLackTimes =
    (rule.hours !== undefined || rule.minutes !== undefined) &&
    rule.frequency !== 'HOURLY' &&
    !start.zone.isUniversal;
  let offset = NaN;
  for (const day of ruleDays(rule, first, days)) {
    const since = day - first;
    const noon = (day + 0.5) * DAY_MS - start.offset * MINUTE_MS;
    const before = offset;
    offset = mayLackTimes ? start.zone.offset(noon) : 0;
    const times = timesOn(
      rule,
      start,
      since,
      mayLackTimes && offset !== before,
    );
    if (times > 0) {
      yield { since, times };
    }
  }
}

/** Times that the clock does not show on the day on which it is put forward are left out. */
function timesOn(
  rule: Recurrence,
  start: DateTime,
  since: number,
  mayLackTimes: boolean,
): number {
  const hours = hoursOn(rule, start, since);
  const minutes = rule.minutes ?? [start.minute];
  if (since > 0 && !mayLackTimes) {
    return hours.length * minutes.length;
  }
  const begin = since > 0 ? 0 : start.hour * 60 + start.minute;
  const day = start.startOf('day').plus({ days: since });
  return hours
    .flatMap(hour => minutes.map(minute => ({ hour, minute })))
    .filter(time => time.hour * 60 + time.minute >= begin)
    .filter(time => !mayLackTimes || isShown(day.set(time), time)).length;
}

function isShown(
  at: DateTime,
  { hour, minute }: { readonly hour: number; readonly minute: number },
): boolean {
  return at.hour === hour && at.minute === minute;
}

function hoursOn(
  { frequency, interval, hours }: Recurrence,
  start: DateTime,
  since: number,
): readonly number[] {
  if (frequency !== 'HOURLY') {
    return hours ?? [start.hour];
  }
  const passed = since * 24 - start.hour;
  return (hours ?? EVERY_HOUR).filter(
    hour => passed + hour >= 0 && (passed + hour) % interval === 0,
  );
}

const EVERY_HOUR = Array.from({ length: 24 }, (_, hour) => hour);
