import { Slo, TimeWindow } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DateTime } from 'luxon';

type CalendarWindow = Extract<TimeWindow, { type: 'calendar' }>;

/** Shortest that a unit can be, so that a first guess at the number of periods is never too low. */
const SHORTEST_UNIT_HOURS = {
  day: 23,
  week: 167,
  month: 28 * 24 - 1,
  quarter: 90 * 24 - 1,
  year: 365 * 24 - 1,
};

/**
 * The period of a calendar-aligned window that holds the instant just before `endMs`, so that a period which is
 * just over is still the current one. Periods are counted in local time: a day is 23 or 25 h long where the clocks
 * change, and a month that lacks the first day's number starts on its last day. A start time or zone that cannot
 * be read counts from 1970 in UTC.
 */
export function currentPeriod(
  window: CalendarWindow,
  endMs: number,
): { startMs: number; endMs: number } {
  const parsed = DateTime.fromSQL(window.startTime, { zone: window.timeZone });
  const first = parsed.isValid
    ? parsed
    : DateTime.fromMillis(0, { zone: 'utc' });
  const startOf = (n: number) =>
    first.plus({ [window.unit]: n * window.count }).toMillis();
  const periodMs = SHORTEST_UNIT_HOURS[window.unit] * 3_600_000 * window.count;

  let n = Math.ceil((endMs - first.toMillis()) / periodMs);
  while (startOf(n) >= endMs) {
    n -= 1;
  }
  return { startMs: startOf(n), endMs: startOf(n + 1) };
}

/** Where the budget of a calendar-aligned window ends; undefined for a rolling one. */
export function periodEndOf(
  { window }: Slo,
  endMs: number,
): number | undefined {
  return window.type === 'calendar'
    ? currentPeriod(window, endMs).endMs
    : undefined;
}
