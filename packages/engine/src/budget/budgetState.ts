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
  const hour = burnOver(burn, HOUR_MS);
  return stateOf(consumed ?? NaN, {
    isUnknown: isUnknown(sums, noData),
    isBurning: isBurning(hour) || isBurning(burnOver(burn, 6 * HOUR_MS)),
    isHourUnknown: hour !== undefined && isUnknown(hour.sums, noData),
  });
}

/** What of a status decides its state, beside what is consumed; in the order of `budgetState`. */
interface StateFacts {
  readonly isUnknown: boolean;
  readonly isBurning: boolean;
  readonly isHourUnknown: boolean;
}

/** `NaN` is consumed where there is not one event. */
export function stateOf(consumed: number, facts: StateFacts): BudgetState {
  if (consumed >= 1) {
    return 'exhausted';
  }
  if (facts.isUnknown) {
    return 'unknown';
  }
  if (facts.isBurning) {
    return 'burning';
  }
  if (facts.isHourUnknown) {
    return 'unknown';
  }
  return Number.isNaN(consumed) ? 'no-traffic' : 'healthy';
}

function isUnknown(sums: TileSums, noData: NoDataPolicy): boolean {
  return noData === 'ignore' && sums.knownTiles === 0;
}

function burnOver(
  burn: readonly BurnRate[],
  windowMs: number,
): BurnRate | undefined {
  for (const each of burn) {
    if (each.windowMs === windowMs) {
      return each;
    }
  }
  return undefined;
}

function isBurning(burn: BurnRate | undefined): boolean {
  return (burn?.rate ?? 0) > 1;
}
