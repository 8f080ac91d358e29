import fc from 'fast-check';
import { Slo, TimeWindow } from '@nthlayer/backstage-plugin-nthlayer-common';
import { alertPairs, nominalWindowMs } from '.';

const DAY = 86_400_000;

function slo(objective: number, window: TimeWindow): Slo {
  return {
    name: 'availability',
    displayName: 'Availability',
    description: '',
    objective,
    window,
    method: 'Occurrences',
    noData: 'ignore',
    sli: {
      kind: 'ratio',
      total: { metric: 'a', matchers: [] },
      bad: { metric: 'b', matchers: [] },
      groupBy: [],
    },
  };
}

const rolling = (days: number): TimeWindow => ({
  type: 'rolling',
  durationMs: days * DAY,
});

const usual = { scrapeIntervalMs: 15_000, minBadEvents: 3 };

describe('factors', () => {
  it.each([
    [7, 13.44, 3.5, 1.4, 1],
    [10, 19.2, 5, 2, 1.4],
    [11, 5.28, 2.2, 1.1, 1],
    [28, 13.44, 5.6, 2.8, 1],
    [30, 14.4, 6, 3, 1],
    [60, 28.8, 12, 6, 2],
    [90, 21.6, 10.8, 4.5, 3],
  ])('of a window of %d days', (days, ...expected) => {
    const { pairs, diagnostics } = alertPairs(slo(0.999, rolling(days)), usual);
    expect(pairs.map(({ factor }) => factor)).toEqual(expected);
    expect(diagnostics).toEqual([]);
  });

  it.each([
    [0.9, 30, [0.6, 0.3, 0.1], ['page-fast']],
    [0.9, 90, [0.45, 0.3], ['page-fast', 'page-slow']],
    [0.95, 28, [0.672, 0.28, 0.14, 0.05], []],
    [0.99, 30, [0.144, 0.06, 0.03, 0.01], []],
    [0.995, 30, [0.072, 0.03, 0.015, 0.005], []],
    [0.999, 30, [0.0144, 0.006, 0.003, 0.001], []],
    [0.999, 7, [0.01344, 0.0035, 0.0014, 0.001], []],
    [0.9995, 30, [0.0072, 0.003, 0.0015, 0.0005], []],
    [0.9999, 30, [0.00144, 0.0006, 0.0003, 0.0001], []],
    [0.9999, 28, [0.001344, 0.00056, 0.00028, 0.0001], []],
  ])('thresholds of %d over %d days', (objective, days, expected, left) => {
    const { pairs, diagnostics } = alertPairs(
      slo(objective, rolling(days)),
      usual,
    );
    expect(pairs.map(({ threshold }) => threshold)).toEqual(expected);
    expect(diagnostics.map(({ code }) => code)).toEqual(
      left.map(() => 'alert-unreachable'),
    );
    left.forEach((burn, i) => expect(diagnostics[i].summary).toContain(burn));
  });

  it('raises the share of the budget where the factor would be below 1', () => {
    const { pairs } = alertPairs(slo(0.999, rolling(28)), usual);
    expect(pairs.map(({ budgetShare }) => budgetShare)).toEqual([
      0.02,
      0.05,
      0.1,
      Number((3 / 28).toPrecision(12)),
    ]);
  });

  it('never fires at an allowed burn, nor asks for the impossible', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.99999, noNaN: true }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1000, max: 3_600_000 }),
        (objective, days, scrapeIntervalMs) => {
          const { pairs, diagnostics } = alertPairs(
            slo(objective, rolling(days)),
            { scrapeIntervalMs, minBadEvents: 3 },
          );
          const refused = diagnostics.filter(
            ({ code }) => code !== 'no-burn-alerts',
          );
          expect(pairs.length + refused.length).toBe(4);
          expect(pairs.length === 0).toBe(diagnostics.length > refused.length);
          for (const pair of pairs) {
            expect(pair.factor).toBeGreaterThanOrEqual(1);
            expect(pair.threshold).toBeLessThan(1);
            expect(pair.budgetShare).toBeLessThanOrEqual(1);
            expect(pair.shortMs).toBeGreaterThanOrEqual(2 * scrapeIntervalMs);
            expect(pair.shortMs).toBeLessThan(pair.longMs);
          }
        },
      ),
    );
  });
});

describe('windows', () => {
  it('has a short window of a twelfth', () => {
    const { pairs } = alertPairs(slo(0.999, rolling(30)), usual);
    expect(
      pairs.map(({ longMs, shortMs }) => [longMs / 60_000, shortMs / 60_000]),
    ).toEqual([
      [60, 5],
      [360, 30],
      [1440, 120],
      [4320, 360],
    ]);
  });

  it('has at least two scrapes in the short window', () => {
    const { pairs } = alertPairs(slo(0.999, rolling(30)), {
      ...usual,
      scrapeIntervalMs: 5 * 60_000,
    });
    expect(pairs[0].shortMs).toBe(10 * 60_000);
  });

  it('has whole tiles in the short window', () => {
    const windows = [
      { burn: 'page-fast', longMs: 20 * 60_000, budgetPermille: 10 },
    ] as const;
    const { pairs } = alertPairs(slo(0.999, rolling(30)), {
      ...usual,
      table: [{ upToMs: Infinity, windows }],
    });
    expect(pairs[0].shortMs).toBe(2 * 60_000);
  });

  it('has none that the SLO switches off', () => {
    const disabled = ['page-slow', 'ticket-slow', 'budget-75'] as const;
    const { pairs, diagnostics } = alertPairs(
      { ...slo(0.999, rolling(30)), alerts: { disabled } },
      usual,
    );
    expect(pairs.map(({ burn }) => burn)).toEqual(['page-fast', 'ticket-fast']);
    expect(diagnostics).toEqual([]);
  });

  it('says where no alert is left that can fire', () => {
    const { pairs, diagnostics } = alertPairs(slo(0, rolling(30)), usual);
    expect(pairs).toEqual([]);
    expect(diagnostics.map(({ severity, code }) => [severity, code])).toEqual([
      ...Array.from({ length: 4 }, () => ['info', 'alert-unreachable']),
      ['warning', 'no-burn-alerts'],
    ]);
  });

  it('leaves out what looks further back than the window', () => {
    const { pairs, diagnostics } = alertPairs(slo(0.999, rolling(1)), usual);
    expect(pairs.map(({ burn }) => burn)).toEqual([
      'page-fast',
      'page-slow',
      'ticket-fast',
    ]);
    expect(diagnostics).toMatchObject([
      { code: 'alert-window-too-long', path: 'slos.availability.window' },
    ]);
  });

  it('asks for bad events where it pages only', () => {
    const { pairs } = alertPairs(slo(0.999, rolling(30)), usual);
    expect(
      pairs.map(({ severity, minBadEvents }) => [severity, minBadEvents]),
    ).toEqual([
      ['critical', 3],
      ['critical', 3],
      ['warning', 0],
      ['warning', 0],
    ]);
  });

  it.each([
    ['day', 1],
    ['week', 7],
    ['month', 30],
    ['quarter', 90],
    ['year', 365],
  ] as const)('a calendar %s counts %d days', (unit, days) => {
    expect(
      nominalWindowMs({
        type: 'calendar',
        count: 2,
        unit,
        startTime: '2025-01-01 00:00:00',
        timeZone: 'UTC',
      }),
    ).toBe(2 * days * DAY);
  });
});
