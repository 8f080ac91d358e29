import {
  BudgetStatus,
  BurnRate,
  Forecast,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { timeToSpend } from './timeToSpend';

const FORECAST_WINDOWS_MS: readonly number[] = [
  3_600_000,
  6 * 3_600_000,
  24 * 3_600_000,
];

type Budget = Pick<BudgetStatus, 'consumed' | 'method' | 'window'>;

function forecastFrom(burn: BurnRate, budget: Budget): Forecast {
  const { windowMs, rate, sums } = burn;
  const { consumed } = budget;
  if (consumed !== null && consumed >= 1) {
    return { windowMs, verdict: 'exhausted' };
  }
  if (rate === null) {
    const idle = sums.knownTiles > 0 && sums.total === 0;
    return { windowMs, verdict: idle ? 'not-at-this-rate' : 'unknown' };
  }
  if (rate > 1 && consumed === null) {
    return { windowMs, verdict: 'unknown' };
  }
  const exhaustsInMs =
    consumed === null
      ? undefined
      : timeToSpend(1, rate, { ...budget, consumed });
  return exhaustsInMs === undefined
    ? { windowMs, verdict: 'not-at-this-rate' }
    : { windowMs, verdict: 'exhausts', exhaustsInMs };
}

/**
 * When the budget ends at the burn of the last 1 h, 6 h and 1 d, as far as those windows are given. A burn of 1 or
 * less never ends it, and none does once its calendar period is over.
 */
export function forecasts(
  burn: readonly BurnRate[],
  budget: Budget,
): Forecast[] {
  return burn
    .filter(rate => FORECAST_WINDOWS_MS.includes(rate.windowMs))
    .map(rate => forecastFrom(rate, budget));
}
