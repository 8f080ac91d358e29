import {
  BudgetState,
  RollupDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { worstState } from '@nthlayer/engine';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { RollupEntry } from '../portfolio/PortfolioStore';
import { isAged, ShownAt } from './agedStatus';
import { toPortfolioItem } from './toPortfolioItem';

/** What several services come to as the API tells it. */
export function toRollup(
  entry: RollupEntry,
  shown: { sources: DataSourceRegistry; shownAt: ShownAt },
): RollupDto {
  const { evaluatedAtMs = Infinity } = entry;
  const worst = toPortfolioItem(entry.worst, shown);
  const present = Object.entries(entry.counts)
    .filter(([, count]) => count > 0)
    .map(([state]) => state as BudgetState);
  return {
    key: entry.key,
    state: worstState([...present, worst.state]) ?? 'unknown',
    stale: entry.stale || worst.stale || isAged(evaluatedAtMs, shown.shownAt),
    services: entry.services,
    counts: { ...entry.counts },
    worst,
  };
}
