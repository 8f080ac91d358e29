import {
  AlertPair,
  alertPairs,
  DEFAULT_MIN_BAD_EVENTS,
} from '@nthlayer/engine';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { ActiveSlo } from '../slos/SloStore';

/** The burn-rate alerts of an SLO; none where its data source is configured no longer. */
export function alertPairsOf(
  { slo, dataSource }: Pick<ActiveSlo, 'slo' | 'dataSource'>,
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
