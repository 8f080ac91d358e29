import { NoticeRules, reachesLevel } from '@nthlayer/engine';
import fc from 'fast-check';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../durations';
import { isQuiet } from './mostBurns';

const WINDOWS_MS = [5 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, DAY_MS];
const rate = fc.oneof(
  fc.constantFrom(0, 1, 3, 14.4),
  fc.double({ min: 0, max: 1000, noNaN: true }),
);
const sums = { bad: 9, total: 9, knownTiles: 1, expectedTiles: 1 };

const rules: NoticeRules = {
  noData: 'ignore',
  thresholds: [75, 85, 95],
  pairs: [
    {
      ...{ burn: 'page-fast', longMs: HOUR_MS, shortMs: 5 * MINUTE_MS },
      ...{ factor: 14.4, minBadEvents: 3 },
    },
    {
      ...{ burn: 'ticket-fast', longMs: DAY_MS, shortMs: 2 * HOUR_MS },
      ...{ factor: 3, minBadEvents: 0 },
    },
  ] as unknown as NoticeRules['pairs'],
};

describe('what is quiet', () => {
  it('is at no level', () => {
    const quiet: boolean[] = [];
    fc.assert(
      fc.property(
        fc.option(fc.double({ min: 0, max: 2, noNaN: true })),
        fc.tuple(rate, rate, rate, rate),
        (consumed, rates) => {
          const burn = WINDOWS_MS.map((windowMs, index) => ({
            ...{ windowMs, rate: rates[index], sums },
          }));
          const status = { consumed, burn, method: 'Occurrences' } as const;
          const remaining = consumed === null ? NaN : 1 - consumed;
          const isSo = isQuiet(remaining, Math.max(...rates.slice(1)), rules);
          quiet.push(isSo);
          expect(isSo && reachesLevel(status, rules)).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
    expect(quiet).toContain(true);
    expect(isQuiet(0.9, NaN, rules)).toBe(false);
    expect(isQuiet(0.25, 0, rules)).toBe(false);
  });
});
