import { Recurrence } from './recurrence';

const DAY_MS = 86_400_000;
/** 1 January 1970 was the fifth day of a week that begins on Sunday. */
const EPOCH_WEEKDAY = 4;

/** A day of the calendar, without a time zone. */
interface Day {
  /** Days since the epoch. */
  readonly index: number;
  readonly year: number;
  /** From 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly daysInMonth: number;
}

/**
 * The days of a rule among a number of days from the one on which it starts (days since the epoch, as the clock on the
 * wall has them), by arithmetic alone: what a rule would mean must be known before anything expands it. The times of
 * day, COUNT and UNTIL are left to the caller.
 */
export function* ruleDays(
  rule: Recurrence,
  startIndex: number,
  days: number,
): Generator<number> {
  const end = startIndex + days;
  const start = dayAt(startIndex);
  const first = periodOf(rule, start);
  const isIn = (day: Day) => isOfRule(rule, day, start);
  if (!rule.positions) {
    for (let day = start; day.index < end; day = dayAfter(day)) {
      if ((periodOf(rule, day) - first) % rule.interval === 0 && isIn(day)) {
        yield day.index;
      }
    }
    return;
  }
  // positions count from the beginning of the period in which the rule starts
  let day = start;
  while (periodOf(rule, dayAt(day.index - 1)) === first) {
    day = dayAt(day.index - 1);
  }
  while (day.index < end) {
    const period = periodOf(rule, day);
    const isOn = (period - first) % rule.interval === 0;
    const found: number[] = [];
    for (; periodOf(rule, day) === period; day = dayAfter(day)) {
      if (isOn && isIn(day)) {
        found.push(day.index);
      }
    }
    yield* atPositions(found, rule.positions).filter(
      each => each >= startIndex && each < end,
    );
  }
}

function atPositions(
  days: readonly number[],
  positions: readonly number[],
): readonly number[] {
  return days.filter(
    (_day, at) =>
      positions.includes(at + 1) || positions.includes(at - days.length),
  );
}

function dayAt(index: number): Day {
  const date = new Date(index * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  return {
    index,
    year,
    month,
    day: date.getUTCDate(),
    daysInMonth: daysIn(year, month),
  };
}

function dayAfter({ index, year, month, day, daysInMonth }: Day): Day {
  if (day < daysInMonth) {
    return { index: index + 1, year, month, day: day + 1, daysInMonth };
  }
  const next =
    month < 12 ? { year, month: month + 1 } : { year: year + 1, month: 1 };
  return {
    index: index + 1,
    ...next,
    day: 1,
    daysInMonth: daysIn(next.year, next.month),
  };
}

/** How many days a month has. */
function daysIn(year: number, month: number): number {
  if (month !== 2) {
    return [4, 6, 9, 11].includes(month) ? 30 : 31;
  }
  return isLeap(year) ? 29 : 28;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function weekdayOf(index: number): number {
  return (((index + EPOCH_WEEKDAY) % 7) + 7) % 7;
}

/** The number of the period of the rule in which a day is. */
function periodOf({ frequency, weekStart }: Recurrence, day: Day): number {
  switch (frequency) {
    case 'WEEKLY':
      return Math.floor((day.index + EPOCH_WEEKDAY - weekStart) / 7);
    case 'MONTHLY':
      return day.year * 12 + day.month;
    case 'YEARLY':
      return day.year;
    case 'DAILY':
      return day.index;
    default:
      // by the hour: the interval is counted in hours, within the days that the rest of the rule leaves
      return 0;
  }
}

/** Whether the lists of a rule hold for a day; where they say nothing, the day on which it starts does. */
function isOfRule(rule: Recurrence, day: Day, start: Day): boolean {
  const { frequency, months, monthDays, weekdays } = rule;
  const isByDay = monthDays !== undefined || weekdays !== undefined;
  if (months) {
    if (!months.includes(day.month)) {
      return false;
    }
  } else if (frequency === 'YEARLY' && !isByDay && day.month !== start.month) {
    return false;
  }
  if (monthDays) {
    const fromEnd = day.day - day.daysInMonth - 1;
    if (!monthDays.includes(day.day) && !monthDays.includes(fromEnd)) {
      return false;
    }
  } else if (
    (frequency === 'MONTHLY' || frequency === 'YEARLY') &&
    !weekdays &&
    day.day !== start.day
  ) {
    return false;
  }
  if (!weekdays && frequency !== 'WEEKLY') {
    return true;
  }
  const weekday = weekdayOf(day.index);
  if (weekdays) {
    return weekdays.some(
      each =>
        each.weekday === weekday &&
        (each.nth === undefined || isNth(each.nth, rule, day)),
    );
  }
  return weekday === weekdayOf(start.index);
}

/** Whether a day is the nth of its weekday in the month, or in the year where no month is named. */
function isNth(
  nth: number,
  { frequency, months }: Recurrence,
  day: Day,
): boolean {
  const inYear = frequency === 'YEARLY' && !months;
  const at = inYear
    ? day.index - Date.UTC(day.year, 0, 1) / DAY_MS
    : day.day - 1;
  const length = inYear ? 365 + Number(isLeap(day.year)) : day.daysInMonth;
  return nth > 0
    ? Math.floor(at / 7) + 1 === nth
    : -(Math.floor((length - 1 - at) / 7) + 1) === nth;
}
