import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NoticeRules, reachesLevel } from '@nthlayer/engine';
import fc from 'fast-check';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';
import { NoticeBounds } from './NoticeBounds';

const WINDOWS_MS = [5 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, DAY_MS];
const sums = { bad: 9, total: 9, knownTiles: 1, expectedTiles: 1 };

const rate = fc.oneof(
  fc.constantFrom(null, 0, 1, 3, 14.4),
  fc.double({ min: 0, max: 1000, noNaN: true }),
);
const status = fc
  .tuple(
    fc.option(fc.double({ min: 0, max: 2, noNaN: true })),
    fc.tuple(rate, rate, rate, rate),
  )
  .map(
    ([consumed, rates]): Pick<
      BudgetStatus,
      'consumed' | 'burn' | 'method'
    > => ({
      consumed,
      burn: WINDOWS_MS.map((windowMs, index) => ({
        ...{ windowMs, rate: rates[index], sums },
      })),
      method: 'Occurrences',
    }),
  );

const rules = {
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
  ],
} as unknown as NoticeRules;
const short = {
  ...rules,
  thresholds: [],
  pairs: [{ ...rules.pairs[0], longMs: 5 * MINUTE_MS }],
};

describe('rows in which no notice may begin', () => {
  it('are at no level', () => {
    const quiet: boolean[] = [];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(status, fc.constantFrom(rules, short)), {
          minLength: 1,
        }),
        all => {
          const bounds = new NoticeBounds(all.map(([, by]) => by));
          const loud = bounds.loud(
            Float64Array.from(all, ([{ consumed }]) => 1 - (consumed ?? NaN)),
            Float64Array.from(all, ([of], row) => bounds.loudest(row, of)),
          );
          expect(loud).toEqual([...new Set(loud)].sort((a, b) => a - b));
          all.forEach(([of, by], row) => {
            quiet.push(!loud.includes(row));
            expect(!loud.includes(row) && reachesLevel(of, by)).toBe(false);
          });
        },
      ),
      { numRuns: 300 },
    );
    expect(quiet).toContain(true);
  });

  it('are those below what begins first, where both is known', () => {
    const bounds = new NoticeBounds([rules]);
    const loud = (remaining: number, burn: number) =>
      bounds.loud(Float64Array.of(remaining), Float64Array.of(burn));
    expect(loud(0.26, 0.9)).toEqual([]);
    expect(loud(NaN, 0)).toEqual([]);
    expect(loud(0.25, 0)).toEqual([0]);
    expect(loud(0.9, 1)).toEqual([0]);
    expect(loud(0.9, NaN)).toEqual([0]);
    expect(bounds.factorsOver(HOUR_MS)).toEqual(Float64Array.of(14.4));
    expect(bounds.factorsOver(5 * MINUTE_MS)).toEqual(
      Float64Array.of(Infinity),
    );
  });
});
