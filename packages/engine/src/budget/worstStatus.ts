import {
  BudgetState,
  BudgetStatus,
} from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * All states, the worst first. Known trouble outweighs what is unknown; what is unknown outweighs what looks well.
 *
 * @public
 */
export const STATES_WORST_FIRST: readonly BudgetState[] = [
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
  /** The status that decides, by identity one of those given: of the worst state the one with the least budget left. */
  readonly worst?: T;
}

/**
 * Orders statuses, the worse one first: by state, then by the budget that is left. Of the same state, what is not known
 * comes last.
 *
 * @public
 */
export function compareStatuses(a: JudgedStatus, b: JudgedStatus): number {
  return (
    STATES_WORST_FIRST.indexOf(a.state) - STATES_WORST_FIRST.indexOf(b.state) ||
    (a.remaining === b.remaining
      ? 0
      : (a.remaining ?? Infinity) - (b.remaining ?? Infinity))
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
  return STATES_WORST_FIRST.find(candidate => states.includes(candidate));
}

/**
 * The worst of several statuses. Without any, the state is `unknown`.
 *
 * @public
 */
export function worstStatus<T extends JudgedStatus>(
  statuses: readonly T[],
): WorstStatus<T> {
  const [first, ...others] = statuses;
  if (!first) {
    return { state: 'unknown', stale: true };
  }
  const worst = others.reduce(
    (least, status) => (compareStatuses(status, least) < 0 ? status : least),
    first,
  );
  return {
    state: worst.state,
    stale: statuses.some(status => status.stale),
    worst,
  };
}
