import { TimeWindow } from '@nthlayer/backstage-plugin-nthlayer-common';
import { exampleSlo } from '../../__testUtils__/examples';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../durations';
import { historyFrom } from './historyFrom';

const ORIGIN = Date.UTC(2026, 9, 10, 11, 59);
const rolling = (days: number): TimeWindow => ({
  type: 'rolling',
  durationMs: days * DAY_MS,
});
const quarter: TimeWindow = {
  type: 'calendar',
  count: 1,
  unit: 'quarter',
  startTime: '2026-08-01 00:00:00',
  timeZone: 'UTC',
};

describe('historyFrom', () => {
  it.each<[string, TimeWindow, number | undefined, number]>([
    ['at least 30 days', rolling(7), undefined, ORIGIN - 30 * DAY_MS],
    ['all of a longer window', rolling(90), undefined, ORIGIN - 90 * DAY_MS],
    ['all of a period', quarter, undefined, Date.UTC(2026, 7, 1)],
    ['what is configured', rolling(90), 2 * DAY_MS, ORIGIN - 2 * DAY_MS],
  ])('is %s', (_, window, historyMs, expected) => {
    const fromMs = historyFrom(exampleSlo('a', { window }), ORIGIN, historyMs);
    expect(fromMs).toBeLessThanOrEqual(expected);
    expect(expected - fromMs).toBeLessThan(HOUR_MS);
    expect(fromMs % HOUR_MS).toBe(0);
    expect(ORIGIN % HOUR_MS).toBe(59 * MINUTE_MS);
  });
});
