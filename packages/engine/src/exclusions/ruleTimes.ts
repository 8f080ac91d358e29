import { DateTime } from 'luxon';
import { Recurrence } from './recurrence';
import { ruleDays } from './ruleDays';

const DAY_MS = 86_400_000;

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
  for (const day of ruleDays(rule, first, days)) {
    const since = day - first;
    const times = timesOn(rule, start, since);
    if (times > 0) {
      yield { since, times };
    }
  }
}

function timesOn(rule: Recurrence, start: DateTime, since: number): number {
  const hours = hoursOn(rule, start, since);
  const minutes = rule.minutes ?? [start.minute];
  if (since > 0) {
    return hours.length * minutes.length;
  }
  const begin = start.hour * 60 + start.minute;
  return hours
    .flatMap(hour => minutes.map(minute => hour * 60 + minute))
    .filter(time => time >= begin).length;
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
