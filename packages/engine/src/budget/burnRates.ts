import { BurnRate, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { allowedErrorRatio, errorRatio } from './errorRatio';
import { WindowSums } from './windows';

/** A window's error ratio over the allowed one; null without data or traffic. */
export function burnRate(
  window: WindowSums,
  slo: Slo,
  allowed: number,
): number | null {
  const ratio = errorRatio(window, slo);
  return ratio === undefined ? null : ratio / allowed;
}

/** Burn rate of every window. */
export function burnRates(
  slo: Slo,
  windows: readonly WindowSums[],
): BurnRate[] {
  const allowed = allowedErrorRatio(slo.objective);
  return windows.map(window => ({
    windowMs: window.windowMs,
    rate: burnRate(window, slo, allowed),
    sums: window.sums,
  }));
}
