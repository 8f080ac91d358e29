import {
  AlertPair,
  alertPairs,
  budgetWindows,
  burnWindowsOf,
  DEFAULT_MIN_BAD_EVENTS,
  WindowRequest,
} from '@nthlayer/engine';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { ActiveSlo } from '../slos/SloStore';

type Measured = Pick<ActiveSlo, 'slo' | 'dataSource'>;

/** The burn-rate alerts of an SLO; none where its data source is configured no longer. */
export function alertPairsOf(
  { slo, dataSource }: Measured,
  sources: DataSourceRegistry,
): readonly AlertPair[] {
  const source = sources.get(dataSource)?.source;
  return source
    ? alertPairs(slo, {
        scrapeIntervalMs: source.scrapeIntervalMs,
        minBadEvents: DEFAULT_MIN_BAD_EVENTS,
      }).pairs
    : [];
}

/**
 * The windows of a status: the budget's, and those of burns with both windows of every alert of the SLO's own, so that it
 * is known which of them fire.
 */
export function sloWindows(
  active: Measured,
  endMs: number,
  sources: DataSourceRegistry,
): { budget: WindowRequest; burn: readonly WindowRequest[] } {
  const burnMs = burnWindowsOf(alertPairsOf(active, sources));
  return budgetWindows(active.slo, endMs, burnMs);
}
