import { Slo, TimeWindow } from '@nthlayer/backstage-plugin-nthlayer-common';
import fc from 'fast-check';
import { budgetWindows } from './windows';

const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;

function windowsOf(window: TimeWindow, endMs: number) {
  return budgetWindows({ window } as Slo, endMs);
}

function calendar(
  unit: Extract<TimeWindow, { type: 'calendar' }>['unit'],
  over: { count?: number; startTime?: string; timeZone?: string } = {},
): TimeWindow {
  return {
    type: 'calendar',
    count: 1,
    unit,
    startTime: '2026-01-01 00:00:00',
    timeZone: 'Europe/Berlin',
    ...over,
  };
}

describe('budgetWindows', () => {
  it('reads each window from the tier of its age', () => {
    const endMs = Date.UTC(2026, 10, 21, 12, 34);
    const { budget, burn } = windowsOf(
      { type: 'rolling', durationMs: 30 * DAY },
      endMs,
    );
    expect(
      [...burn, budget].map(w => [
        w.windowMs,
        w.resolutionMs,
        new Date(w.startMs).toISOString(),
      ]),
    ).toEqual([
      [HOUR, MIN, '2026-11-21T11:34:00.000Z'],
      [6 * HOUR, MIN, '2026-11-21T06:34:00.000Z'],
      [DAY, 5 * MIN, '2026-11-20T12:30:00.000Z'],
      [3 * DAY, 5 * MIN, '2026-11-18T12:30:00.000Z'],
      [30 * DAY, HOUR, '2026-10-22T12:00:00.000Z'],
    ]);
  });

  it('starts on a boundary of its tier and is never shorter than asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 130_000 }),
        fc.integer({ min: 25_000_000, max: 40_000_000 }),
        (minutes, end) => {
          const { budget } = windowsOf(
            { type: 'rolling', durationMs: minutes * MIN },
            end * MIN,
          );
          const lengthMs = budget.endMs - budget.startMs;
          expect(budget.startMs % budget.resolutionMs).toBe(0);
          expect(lengthMs).toBeGreaterThanOrEqual(minutes * MIN);
          expect(lengthMs).toBeLessThan(minutes * MIN + budget.resolutionMs);
        },
      ),
    );
  });

  it.each<[string, TimeWindow, string, string, number]>([
    [
      'a month',
      calendar('month'),
      '2026-11-21T12:00Z',
      '2026-10-31T23:00Z',
      30 * 24,
    ],
    [
      'a month that gains an hour',
      calendar('month'),
      '2026-10-31T12:00Z',
      '2026-09-30T22:00Z',
      745,
    ],
    [
      'a month that loses one',
      calendar('month'),
      '2026-03-31T12:00Z',
      '2026-02-28T23:00Z',
      743,
    ],
    [
      'a day of 25 h',
      calendar('day'),
      '2026-10-25T12:00Z',
      '2026-10-24T22:00Z',
      25,
    ],
    [
      'a day of 23 h',
      calendar('day'),
      '2026-03-29T12:00Z',
      '2026-03-28T23:00Z',
      23,
    ],
    [
      'a quarter',
      calendar('quarter'),
      '2026-05-02T00:00Z',
      '2026-03-31T22:00Z',
      91 * 24,
    ],
    [
      'two weeks',
      calendar('week', { count: 2, timeZone: 'UTC' }),
      '2026-01-16T00:00Z',
      '2026-01-15T00:00Z',
      336,
    ],
    [
      'a leap year',
      calendar('year', { timeZone: 'UTC' }),
      '2028-12-31T00:00Z',
      '2028-01-01T00:00Z',
      366 * 24,
    ],
    [
      'a period that is just over',
      calendar('month', { timeZone: 'UTC' }),
      '2026-02-01T00:00Z',
      '2026-01-01T00:00Z',
      31 * 24,
    ],
    [
      'a month where clocks differ by half an hour',
      calendar('month', { timeZone: 'Asia/Kolkata' }),
      '2026-03-20T00:00Z',
      '2026-02-28T18:30Z',
      31 * 24,
    ],
    [
      'a week where they differ by three quarters',
      calendar('week', {
        startTime: '2026-01-05 00:00:00',
        timeZone: 'Asia/Kathmandu',
      }),
      '2026-03-05T00:00Z',
      '2026-03-01T18:15Z',
      168,
    ],
    [
      'a quarter where they differ by half an hour, from the hour before',
      calendar('quarter', { timeZone: 'Asia/Kolkata' }),
      '2026-05-20T00:00Z',
      '2026-03-31T18:00Z',
      91 * 24,
    ],
    [
      'a time before the first period',
      calendar('month', { timeZone: 'UTC' }),
      '2025-12-15T00:00Z',
      '2025-12-01T00:00Z',
      31 * 24,
    ],
    [
      'a first day that some months lack',
      calendar('month', { startTime: '2026-01-31 00:00:00', timeZone: 'UTC' }),
      '2026-03-05T00:00Z',
      '2026-02-28T00:00Z',
      31 * 24,
    ],
    [
      'a zone that is not one',
      calendar('day', { timeZone: 'Nowhere/Else' }),
      '2026-10-25T12:00Z',
      '2026-10-25T00:00Z',
      24,
    ],
  ])('knows %s', (_, window, end, start, hours) => {
    const { budget } = windowsOf(window, Date.parse(end));
    expect(new Date(budget.startMs).toISOString()).toBe(
      new Date(start).toISOString(),
    );
    expect(budget.windowMs).toBe(hours * HOUR);
    expect(budget.endMs).toBe(Date.parse(end));
  });
});
