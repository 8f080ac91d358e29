import {
  BudgetState,
  BudgetStatus,
} from '@nthlayer/backstage-plugin-nthlayer-common';

/** Worst first. Known trouble outweighs what is unknown; what is unknown outweighs what looks well. */
const WORST_FIRST: readonly BudgetState[] = [
  'exhausted',
  'burning',
  'unknown',
  'healthy',
  'no-traffic',
];

/**
 * What statuses are compared by.
 *
 * @public
 */
export type JudgedStatus = Pick<BudgetStatus, 'state' | 'stale' | 'remaining'>;

/**
 * What several SLOs come to: never a mean.
 *
 * @public
 */
export interface WorstStatus<T extends JudgedStatus = BudgetStatus> {
  /** The worst one. */
  readonly state: BudgetState;
  /** One of them is stale. */
  readonly stale: boolean;
  /**
   * The status with the least budget left, by identity one of those given. An unknown one when nothing known is
   * worse; absent when none was given.
   */
  readonly worst?: T;
}

function leastBudget<T extends JudgedStatus>(statuses: readonly T[]): T {
  return statuses.reduce((least, status) =>
    (status.remaining ?? Infinity) < (least.remaining ?? Infinity)
      ? status
      : least,
  );
}

/**
 * The worst of several states; undefined without any.
 *
 * @public
 */
export function worstState(
  states: readonly BudgetState[],
): BudgetState | undefined {
  return WORST_FIRST.find(candidate => states.includes(candidate));
}

/**
 * The worst of several statuses. Without any, the state is `unknown`.
 *
 * @public
 */
export function worstStatus<T extends JudgedStatus>(
  statuses: readonly T[],
): WorstStatus<T> {
  const state = worstState(statuses.map(status => status.state));
  if (!state) {
    return { state: 'unknown', stale: true };
  }
  const unknown =
    state === 'unknown'
      ? statuses.filter(status => status.state === 'unknown')
      : statuses;
  return {
    state,
    stale: statuses.some(status => status.stale),
    worst: leastBudget(unknown),
  };
}
