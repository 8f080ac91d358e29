import { BudgetState } from '@nthlayer/backstage-plugin-nthlayer-common';
import { JudgedStatus, STATES_WORST_FIRST } from '@nthlayer/engine';
import fc from 'fast-check';
import {
  compareTold,
  sortKeyOf,
  toThousandth,
  worstOfService,
} from './portfolioOrder';

const left = fc.double({ min: 1e-9, max: 1, noNaN: true });
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
