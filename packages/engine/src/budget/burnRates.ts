import { BurnRate, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { allowedErrorRatio, errorRatio } from './errorRatio';
import { WindowSums } from './windows';

/** Burn rate of every window: its error ratio over the allowed one; null without data or traffic. */
export function burnRates(
  slo: Slo,
  windows: readonly WindowSums[],
): BurnRate[] {
  const allowed = allowedErrorRatio(slo.objective);
  return windows.map(window => {
    const ratio = errorRatio(window, slo);
    return {
      windowMs: window.windowMs,
      rate: ratio === undefined ? null : ratio / allowed,
      sums: window.sums,
    };
  });
}
