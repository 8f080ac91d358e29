import { BudgetState } from '@nthlayer/backstage-plugin-nthlayer-common';
import { JudgedStatus, STATES_WORST_FIRST } from '@nthlayer/engine';
import fc from 'fast-check';
import { toldService } from './operations/refreshPortfolio';
import {
  compareTold,
  sortKeyOf,
  sortKeysOf,
  toThousandth,
  worstOfService,
} from './portfolioOrder';

const left = fc.oneof(
  { arbitrary: fc.double({ min: 1e-9, max: 1, noNaN: true }), weight: 9 },
  fc.constant(1),
);
const remainingOf: Record<BudgetState, fc.Arbitrary<number | null>> = {
  exhausted: fc.double({ min: -1e8, max: 0, noNaN: true }),
  burning: left,
  unknown: fc.option(left),
  healthy: left,
  'no-traffic': fc.constant(null),
};
const status: fc.Arbitrary<JudgedStatus> = fc
  .constantFrom(...STATES_WORST_FIRST)
  .chain(state =>
    remainingOf[state].map(remaining => ({ state, stale: false, remaining })),
  );

describe('the order of trouble', () => {
  it('is the same for services as for their SLOs', () => {
    fc.assert(
      fc.property(status, status, (a, b) => {
        const [one, other] = [a, b].map(({ state, remaining }) =>
          sortKeyOf(state, toThousandth(remaining)),
        );
        expect(Math.sign(one - other)).toBe(Math.sign(compareTold(a, b)));
      }),
    );
  });

  it('has a budget of which nothing is told behind a whole one', () => {
    expect(sortKeyOf('unknown', 1)).toBeLessThan(sortKeyOf('unknown', null));
    expect(sortKeyOf('unknown', null)).toBeLessThan(sortKeyOf('healthy', 0));
  });

  it('is the same in rows as among statuses', () => {
    const named = fc.array(
      fc.record({
        slo: fc.constantFrom('a', 'b', 'c'),
        judged: status,
        stale: fc.boolean(),
        evaluatedAtMs: fc.constantFrom(1, 2),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(named, all => {
        const statuses = all.map(({ judged, ...rest }) => ({
          ...judged,
          ...rest,
        }));
        const service = { entityRef: 'a', environment: 'b', statuses };
        const { after } = toldService(service, 2);
        const { state, stale, worst } = worstOfService(statuses);
        const told = toThousandth(worst!.remaining);
        const isOfNow = statuses.every(each => each.evaluatedAtMs === 2);
        expect(after).toEqual({
          ...{ state, stale, worst_slo: worst!.slo, worst_remaining: told },
          sort_key: sortKeyOf(state, told),
          ...Object.fromEntries(
            STATES_WORST_FIRST.map(each => [
              each.replace('-', '_'),
              statuses.filter(one => one.state === each).length,
            ]),
          ),
          evaluated_at_ms: isOfNow ? null : 1,
        });
      }),
    );
  });

  it('gives every state a stretch of its own', () => {
    const keys = STATES_WORST_FIRST.flatMap(sortKeysOf);
    expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b));
    fc.assert(
      fc.property(status, ({ state, remaining }) => {
        const key = sortKeyOf(state, toThousandth(remaining));
        const [first, last] = sortKeysOf(state);
        expect(key).toBeGreaterThanOrEqual(first);
        expect(key).toBeLessThanOrEqual(last);
      }),
    );
  });

  it('lets the first by name decide of what is told alike', () => {
    const healthy = { state: 'healthy', stale: false } as const;
    const statuses = [
      { ...healthy, slo: 'latency', remaining: 0.50001 },
      { ...healthy, slo: 'availability', remaining: 0.50009 },
      { ...healthy, slo: 'saturation', remaining: 0.502 },
    ];
    expect(worstOfService(statuses).worst).toBe(statuses[1]);
    expect(worstOfService([])).toEqual({ state: 'unknown', stale: true });
  });
});
