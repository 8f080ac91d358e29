import { PortfolioItemDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { PortfolioEntry } from '../portfolio/PortfolioStore';
import { isAged, ShownAt } from './agedStatus';
import { toDataSourceRef } from './toDataSourceRef';

/** A service of the portfolio as the API tells it. */
export function toPortfolioItem(
  entry: PortfolioEntry,
  { sources, shownAt }: { sources: DataSourceRegistry; shownAt: ShownAt },
): PortfolioItemDto {
  const {
    sortKey: _order,
    hasExclusions: _mayBeOutside,
    dataSource,
    evaluatedAtMs,
    ...told
  } = entry;
  const aged = evaluatedAtMs === undefined || isAged(evaluatedAtMs, shownAt);
  return {
    ...told,
    stale: entry.stale || aged,
    worst: entry.worst ?? null,
    counts: { ...entry.counts },
    dataSource: toDataSourceRef(dataSource, sources),
    evaluatedAtMs: evaluatedAtMs ?? null,
  };
}
