import { BudgetState } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  compareStatuses,
  compareText,
  JudgedStatus,
  STATES_WORST_FIRST,
  WorstStatus,
  worstStatus,
} from '@nthlayer/engine';

/** A smaller difference does not make one service worse than another, and nobody is told of it. */
const STEPS = 1000;
/** So near below a step is at it: budgets carry the noise of binary fractions. */
const NOISE = 1e-9;
/** Where a budget stands of which nothing is told: behind a whole one. */
const LAST = 1.5;

/**
 * What is left of a budget to a thousandth, rounded down. Less than that on either side of nothing is told as half of it,
 * so that what has some left stays apart from what has not.
 */
export function toThousandth(remaining: number | null): number | null {
  return remaining === null ? null : thousandthOf(remaining);
}

/** The same of a number; `NaN` of what is not known. */
export function thousandthOf(remaining: number): number {
  if (remaining === 0) {
    return remaining;
  }
  const steps = remaining * STEPS;
  return Math.abs(steps) < 1 - NOISE
    ? Math.sign(steps) / 2 / STEPS
    : Math.floor(steps + NOISE) / STEPS;
}

/** What is told of a status when statuses are compared. */
function judged({ state, stale, remaining }: JudgedStatus): JudgedStatus {
  return { state, stale, remaining: toThousandth(remaining) };
}

/** Orders statuses, the worse one first, by what is told of their budgets. */
export function compareTold(a: JudgedStatus, b: JudgedStatus): number {
  return compareStatuses(judged(a), judged(b));
}

/**
 * What the SLOs of a service come to, by what is told of their budgets; of two that are equally bad the first by name
 * decides.
 */
export function worstOfService<T extends JudgedStatus & { slo: string }>(
  statuses: readonly T[],
): WorstStatus<T> {
  const told = [...statuses]
    .sort((a, b) => compareText(a.slo, b.slo))
    .map(of => ({ ...judged(of), of }));
  const { state, stale, worst } = worstStatus(told);
  return { state, stale, ...(worst && { worst: worst.of }) };
}

/**
 * Where a service stands among others, the worst first: by its state, then by the budget left of its worst SLO. Budgets
 * that are spent are below 0; every other state has a stretch of its own.
 */
export function sortKeyOf(
  state: BudgetState,
  worstRemaining: number | null,
): number {
  if (state === 'exhausted') {
    return Math.min(worstRemaining ?? 0, 0);
  }
  return startOf(state) + Math.min(Math.max(worstRemaining ?? LAST, 0), LAST);
}

/** Between which places in that order services in a state are, both included. */
export function sortKeysOf(state: BudgetState): [number, number] {
  return state === 'exhausted'
    ? [-Number.MAX_VALUE, 0]
    : [startOf(state), startOf(state) + LAST];
}

/** No state begins where another one ends. */
function startOf(state: BudgetState): number {
  return 2 * STATES_WORST_FIRST.indexOf(state) - 1;
}

/** Of a service of which nothing is known yet. */
export const UNKNOWN_SORT_KEY = sortKeyOf('unknown', null);
