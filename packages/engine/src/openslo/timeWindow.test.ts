import { checkValue } from './__testUtils__/checkValue';
import { timeWindowShape, toOpenSloTimeWindow } from './timeWindow';

const problemsOf = (window: unknown) => [
  ...checkValue(timeWindowShape, window),
  ...checkValue(timeWindowShape, window, 'lenient').filter(problem =>
    problem.startsWith('error'),
  ),
];

const DAY_MS = 86_400_000;

it.each([
  [30 * DAY_MS, '30d'],
  [7 * DAY_MS, '7d'],
  [36 * 3_600_000, '36h'],
  [90 * 60_000, '90m'],
])('writes a rolling window of %d ms as %s', (durationMs, duration) => {
  const window = toOpenSloTimeWindow({ type: 'rolling', durationMs });
  expect(window).toEqual({ duration, isRolling: true });
  expect(problemsOf(window)).toEqual([]);
});

it.each([
  ['day', '1d'],
  ['week', '1w'],
  ['month', '1M'],
  ['quarter', '1Q'],
  ['year', '1Y'],
] as const)('writes a calendar %s as %s', (unit, duration) => {
  const calendar = {
    startTime: '2026-01-01 00:00:00',
    timeZone: 'Europe/Berlin',
  };
  const window = toOpenSloTimeWindow({
    type: 'calendar',
    count: 1,
    unit,
    ...calendar,
  });
  expect(window).toEqual({ duration, isRolling: false, calendar });
  expect(problemsOf(window)).toEqual([]);
});

it.each([0, 90_500, -DAY_MS, NaN, Infinity])(
  'leaves a rolling window of %d ms invalid',
  durationMs => {
    const window = toOpenSloTimeWindow({ type: 'rolling', durationMs });
    expect(problemsOf(window)).toContain('error invalid-window duration');
  },
);

it.each([
  [{ duration: '1d', isRolling: false }, 'error missing-field calendar'],
  [
    {
      duration: '1d',
      isRolling: true,
      calendar: { startTime: '2026-01-01 00:00:00', timeZone: 'UTC' },
    },
    'error openslo-calendar-ignored calendar',
  ],
  [
    {
      duration: '1d',
      isRolling: false,
      calendar: { startTime: '2026-01-01T00:00:00Z', timeZone: 'UTC' },
    },
    'error invalid-start-time calendar.startTime',
  ],
  [
    {
      duration: '1d',
      isRolling: false,
      calendar: { startTime: '2026-01-01 00:00:00', timeZone: 'no where' },
    },
    'error invalid-time-zone calendar.timeZone',
  ],
])('refuses %j', (window, problem) => {
  expect(problemsOf(window)).toContain(problem);
});
