import { BurnRate, Forecast } from '@nthlayer/backstage-plugin-nthlayer-common';

const FORECAST_WINDOWS_MS: readonly number[] = [
  3_600_000,
  6 * 3_600_000,
  24 * 3_600_000,
];

function forecastFrom(
  burn: BurnRate,
  remaining: number | undefined,
  windowMs: number,
): Forecast {
  const { windowMs: overMs, rate, sums } = burn;
  if (remaining !== undefined && remaining <= 0) {
    return { windowMs: overMs, verdict: 'exhausted' };
  }
  if (rate === null) {
    const idle = sums.knownTiles > 0 && sums.total === 0;
    return { windowMs: overMs, verdict: idle ? 'not-at-this-rate' : 'unknown' };
  }
  if (rate <= 1) {
    return { windowMs: overMs, verdict: 'not-at-this-rate' };
  }
  return remaining === undefined
    ? { windowMs: overMs, verdict: 'unknown' }
    : {
        windowMs: overMs,
        verdict: 'exhausts',
        exhaustsInMs: (remaining * windowMs) / rate,
      };
}

/**
 * When the budget ends at the burn of the last 1 h, 6 h and 1 d, as far as those windows are given. A burn of 1 or
 * less never ends it.
 */
export function forecasts(
  burn: readonly BurnRate[],
  remaining: number | undefined,
  windowMs: number,
): Forecast[] {
  return burn
    .filter(rate => FORECAST_WINDOWS_MS.includes(rate.windowMs))
    .map(rate => forecastFrom(rate, remaining, windowMs));
}
