import {
  BudgetTrend,
  BurnRate,
} from '@nthlayer/backstage-plugin-nthlayer-common';

const HOUR_MS = 3_600_000;
const NOW_MS = HOUR_MS;
const BEFORE_MS = 72 * HOUR_MS;
const MARGIN = 0.25;
/** A tenth of what is allowed; less is noise of a budget that hardly burns. */
const LEAST_MARGIN = 0.1;

/**
 * Whether a budget is spent faster or slower than before: the burn rate of the last hour beside that of the last three
 * days. It rises or falls when they are more than a quarter of the latter apart, and more than 0.1; otherwise it is
 * steady. Unknown where either is.
 *
 * @public
 */
export function burnTrend(
  burn: readonly Pick<BurnRate, 'windowMs' | 'rate'>[],
): BudgetTrend {
  const now = rateOver(burn, NOW_MS);
  const before = rateOver(burn, BEFORE_MS);
  if (now === null || before === null) {
    return 'unknown';
  }
  const margin = Math.max(MARGIN * before, LEAST_MARGIN);
  if (now - before > margin) {
    return 'rising';
  }
  return before - now > margin ? 'falling' : 'steady';
}

function rateOver(
  burn: readonly Pick<BurnRate, 'windowMs' | 'rate'>[],
  windowMs: number,
): number | null {
  return burn.find(each => each.windowMs === windowMs)?.rate ?? null;
}
