import {
  BurnRate,
  BurnRateLevel,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { AlertPair } from './alertPair';

/**
 * Fewest bad events in the long window for an alert that pages: below, one or two failures of a quiet service would.
 *
 * @public
 */
export const DEFAULT_MIN_BAD_EVENTS = 3;

/**
 * How serious a burn rate is, by the alert that looks back as far. It says that the share of the budget is spent at
 * which the alert fires, and not that it fires: that takes the short window as well.
 *
 * @public
 */
export function burnRateLevel(
  { windowMs, rate, sums }: BurnRate,
  pairs: readonly AlertPair[],
): BurnRateLevel {
  if (rate === null) {
    return 'none';
  }
  if (rate <= 1) {
    return 'within';
  }
  const pair = pairs.find(({ longMs }) => longMs === windowMs);
  if (!pair || rate < pair.factor || sums.bad < pair.minBadEvents) {
    return 'over';
  }
  return pair.severity === 'critical' ? 'page' : 'ticket';
}
