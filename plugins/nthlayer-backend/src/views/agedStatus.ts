import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';
import { MINUTE_MS } from '../durations';

const MAX_AGE_TICKS = 3;

/** When a status is shown, and how often it should have been made anew; milliseconds. */
export interface ShownAt {
  readonly nowMs: number;
  readonly tickMs: number;
}

/** Whether nothing has made a status anew for three ticks. */
export function isAged(
  evaluatedAtMs: number,
  { nowMs, tickMs }: ShownAt,
): boolean {
  return nowMs - evaluatedAtMs > MAX_AGE_TICKS * Math.max(tickMs, MINUTE_MS);
}

/** A status is stale, whatever it said when it was made, once nothing has made it anew for three ticks. */
export function agedStatus(
  status: BudgetStatus,
  shownAt: ShownAt,
): BudgetStatus {
  return isAged(status.evaluatedAtMs, shownAt)
    ? { ...status, stale: true }
    : status;
}
