import { BudgetState } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Behind every budget that is spent, before every one that has something left. */
export const UNKNOWN_SORT_KEY = 1e-300;

/** Nothing is known to be wrong, and nothing is at stake. */
const NO_TRAFFIC_SORT_KEY = 1e300;

/** A thousandth of a budget: a smaller difference does not make one service worse than another. */
const STEPS = 1000;

/** To the next step away from nothing left, so that what has some left stays apart from what has not. */
function toStep(remaining: number): number {
  const steps = Math.abs(remaining) * STEPS;
  return (Math.sign(remaining) * Math.ceil(steps)) / STEPS;
}

/**
 * Where a service stands among others, the worst first: by the budget left of its worst SLO. What is unknown comes before
 * what has budget left, since nobody can say that it has.
 */
export function sortKeyOf(
  state: BudgetState,
  worstRemaining: number | null,
): number {
  if (worstRemaining !== null && (state !== 'unknown' || worstRemaining <= 0)) {
    return toStep(worstRemaining);
  }
  return state === 'no-traffic' ? NO_TRAFFIC_SORT_KEY : UNKNOWN_SORT_KEY;
}
