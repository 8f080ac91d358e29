import {
  BudgetState,
  BurnRate,
  NoDataPolicy,
  TileSums,
} from '@nthlayer/backstage-plugin-nthlayer-common';

const HOUR_MS = 3_600_000;

/**
 * The state in one word, the first that holds:
 *
 * 1. `exhausted`: consumed is 1 or more.
 * 2. `unknown`: nothing is known of the whole window.
 * 3. `burning`: the burn over 1 h or over 6 h is above 1.
 * 4. `unknown`: nothing is known of the last hour, so nobody can say that it is not burning.
 * 5. `no-traffic`: not one event in what is known.
 * 6. `healthy`.
 *
 * Where the SLO says what missing data means, they are not unknown.
 */
export function budgetState(
  sums: TileSums,
  consumed: number | undefined,
  burn: readonly BurnRate[],
  noData: NoDataPolicy,
): BudgetState {
  const isUnknown = (window: TileSums | undefined) =>
    noData === 'ignore' && window?.knownTiles === 0;
  const rateOver = (windowMs: number) =>
    burn.find(rate => rate.windowMs === windowMs)?.rate ?? 0;
  if (consumed !== undefined && consumed >= 1) {
    return 'exhausted';
  }
  if (isUnknown(sums)) {
    return 'unknown';
  }
  if (rateOver(HOUR_MS) > 1 || rateOver(6 * HOUR_MS) > 1) {
    return 'burning';
  }
  if (isUnknown(burn.find(rate => rate.windowMs === HOUR_MS)?.sums)) {
    return 'unknown';
  }
  return consumed === undefined ? 'no-traffic' : 'healthy';
}
