import { BudgetState } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Behind every budget that is spent, before every one that has something left. */
export const UNKNOWN_SORT_KEY = 1e-300;

/** Nothing is known to be wrong, and nothing is at stake. */
const NO_TRAFFIC_SORT_KEY = 1e300;

/** A smaller difference does not make one service worse than another, and nobody is told of it. */
const STEPS = 1000;
/** So near below a step is at it: budgets carry the noise of binary fractions. */
const NOISE = 1e-9;

/**
 * What is left of a budget to a thousandth, rounded down. Less than that on either side of nothing is told as half of it,
 * so that what has some left stays apart from what has not.
 */
export function toThousandth(remaining: number | null): number | null {
  if (remaining === null || remaining === 0) {
    return remaining;
  }
  const steps = remaining * STEPS;
  return Math.abs(steps) < 1 - NOISE
    ? Math.sign(steps) / 2 / STEPS
    : Math.floor(steps + NOISE) / STEPS;
}

/**
 * Where a service stands among others, the worst first: by the budget left of its worst SLO, to a thousandth. What is
 * unknown comes before what has budget left, since nobody can say that it has.
 */
export function sortKeyOf(
  state: BudgetState,
  worstRemaining: number | null,
): number {
  if (worstRemaining !== null && (state !== 'unknown' || worstRemaining <= 0)) {
    return worstRemaining;
  }
  return state === 'no-traffic' ? NO_TRAFFIC_SORT_KEY : UNKNOWN_SORT_KEY;
}
