import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { alertPairs } from './alertPairs';
import { burnRateLevel, DEFAULT_MIN_BAD_EVENTS } from './burnRateLevel';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function pairsOf(days: number, objective: number = 0.999) {
  const series = { metric: 'requests_total', matchers: [] };
  const slo: Slo = {
    name: 'availability',
    displayName: 'Availability',
    description: '',
    objective,
    window: { type: 'rolling', durationMs: days * DAY },
    method: 'Occurrences',
    noData: 'ignore',
    sli: { kind: 'ratio', total: series, bad: series, groupBy: [] },
  };
  return alertPairs(slo, {
    scrapeIntervalMs: 15_000,
    minBadEvents: DEFAULT_MIN_BAD_EVENTS,
  }).pairs;
}

const burn = (windowMs: number, rate: number | null, bad: number = 1000) => ({
  windowMs,
  rate,
  sums: { bad, total: 10_000, knownTiles: 1, expectedTiles: 1 },
});

describe('burnRateLevel', () => {
  it.each([
    [30, HOUR, 14.4, 'page'],
    [30, HOUR, 14.39, 'over'],
    [30, 6 * HOUR, 6, 'page'],
    [30, DAY, 3, 'ticket'],
    [30, 3 * DAY, 1.01, 'ticket'],
    [30, 3 * DAY, 1, 'within'],
    [28, 3 * DAY, 0.95, 'within'],
    [7, HOUR, 13.44, 'page'],
    [7, HOUR, 13.4, 'over'],
    [90, HOUR, 21.6, 'page'],
    [30, 2 * HOUR, 100, 'over'],
    [30, HOUR, 0, 'within'],
    [30, HOUR, null, 'none'],
  ] as const)(
    'over %p days, looking back %p ms, a rate of %p is %s',
    (days, windowMs, rate, level) => {
      expect(burnRateLevel(burn(windowMs, rate), pairsOf(days))).toBe(level);
    },
  );

  it.each([
    [2, HOUR, 'over'],
    [2, 6 * HOUR, 'over'],
    [2, DAY, 'ticket'],
    [3, HOUR, 'page'],
    [3, 6 * HOUR, 'page'],
  ] as const)('with %p bad events over %p ms is %s', (bad, windowMs, level) => {
    expect(burnRateLevel(burn(windowMs, 100, bad), pairsOf(30))).toBe(level);
  });

  it('claims no alert that can never fire', () => {
    const pairs = pairsOf(30, 0.9);
    expect(pairs.map(pair => pair.burn)).not.toContain('page-fast');
    expect(burnRateLevel(burn(HOUR, 10), pairs)).toBe('over');
  });
});
