import { DateTime } from 'luxon';
import { noonOffset } from './noonOffset';
import { Recurrence } from './recurrence';
import { ruleDays } from './ruleDays';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

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
  const { zone } = start;
  let offset = NaN;
  for (const index of ruleDays(rule, first, days)) {
    const since = index - first;
    const before = offset;
    offset = zone.isUniversal ? start.offset : noonOffset(zone, index);
    const day = { since, offset, isWhole: since > 0 && offset === before };
    const times =
      rule.frequency === 'HOURLY'
        ? hourlyTimesOn(rule, start, day)
        : timesOn(rule, start, day);
    if (times > 0) {
      yield { since, times };
    }
  }
}

/** A day of a rule. */
interface ClockDay {
  /** Days since the one on which the rule starts. */
  readonly since: number;
  /** Of its noon from UTC, in minutes. */
  readonly offset: number;
  /** The clock shows each time of it once, and all of them lie behind the start. */
  readonly isWhole: boolean;
}

/** Times that the clock does not show on the day on which it is put forward are left out. */
function timesOn(
  { hours: named, minutes: listed }: Recurrence,
  start: DateTime,
  { since, isWhole }: ClockDay,
): number {
  const hours = named ?? [start.hour];
  const minutes = listed ?? [start.minute];
  if (isWhole) {
    return hours.length * minutes.length;
  }
  const begin = since > 0 ? 0 : start.hour * 60 + start.minute;
  const day = start.startOf('day').plus({ days: since });
  return hours
    .flatMap(hour => minutes.map(minute => ({ hour, minute })))
    .filter(time => time.hour * 60 + time.minute >= begin)
    .filter(time => isShown(day.set(time), time)).length;
}

function isShown(
  at: DateTime,
  { hour, minute }: { readonly hour: number; readonly minute: number },
): boolean {
  return at.hour === hour && at.minute === minute;
}

const EVERY_HOUR = Array.from({ length: 24 }, (_, hour) => hour);

/** Hours of a rule go by since it started, whatever the clock shows; which of them count is told by the clock. */
function hourlyTimesOn(
  rule: Recurrence,
  start: DateTime,
  day: ClockDay,
): number {
  const { interval, hours = EVERY_HOUR, minutes } = rule;
  const shift = (day.offset - start.offset) / 60;
  if (!day.isWhole || !Number.isInteger(shift)) {
    return hourByHour(rule, start, day);
  }
  const passed = day.since * 24 - start.hour - shift;
  const found = hours.filter(hour => (passed + hour) % interval === 0);
  return found.length * (minutes?.length ?? 1);
}

/** Only hours that one of the day's two offsets makes those of the rule are looked up: that takes long. */
function hourByHour(
  { interval, hours, minutes }: Recurrence,
  start: DateTime,
  { since }: ClockDay,
): number {
  const { zone } = start;
  const startMs = start.toMillis();
  const day = start.startOf('day').plus({ days: since });
  const endMs = day.plus({ days: 1 }).toMillis();
  const passed = Math.max(0, day.toMillis() - startMs) / HOUR_MS;
  const offsets = [day, day.endOf('day')].map(({ offset }) => offset);
  const isOfRule = (hour: number) => {
    const shown = (offset: number) =>
      start.hour + hour + (start.minute + offset - start.offset) / 60;
    const atMs = startMs + hour * HOUR_MS;
    return (
      hours === undefined ||
      (offsets.some(each => hours.includes(Math.floor(shown(each)) % 24)) &&
        hours.includes(DateTime.fromMillis(atMs, { zone }).hour))
    );
  };
  const often = minutes?.length ?? 1;
  const atStart = minutes?.filter(each => each >= start.minute).length ?? 1;
  let hour = Math.ceil(passed / interval) * interval;
  let times = 0;
  for (; startMs + hour * HOUR_MS < endMs; hour += interval) {
    if (isOfRule(hour)) {
      times += hour > 0 ? often : atStart;
    }
  }
  return times;
}
