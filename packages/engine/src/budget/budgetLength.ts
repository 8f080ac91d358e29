import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { BASE_TILE_MS } from '../tiles';
import { WindowSums } from './windows';

/** Tiles whose events, or slices, a budget is a share of: unknown ones count where the SLO says what they are. */
export function judgedTiles({ sums }: WindowSums, { noData }: Slo): number {
  return noData === 'ignore' ? sums.knownTiles : sums.expectedTiles;
}

/**
 * Whether a budget grows while its window runs: in a calendar period there are only the events so far, whereas a rolling
 * window is always whole and slices of time are fixed in number.
 */
export function growsOverTime({ window, method }: Slo): boolean {
  return window.type === 'calendar' && method !== 'Timeslices';
}

/** How long a burn of 1 takes to spend the budget that there is. */
export function budgetLengthMs(slo: Slo, budget: WindowSums): number {
  return growsOverTime(slo)
    ? judgedTiles(budget, slo) * BASE_TILE_MS
    : budget.windowMs;
}
