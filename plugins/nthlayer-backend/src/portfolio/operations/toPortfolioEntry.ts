import { BudgetState, Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import { PortfolioRow } from '../../database/tables';
import { PortfolioEntry } from '../PortfolioStore';

/** An entry from its row. */
export function toPortfolioEntry(row: PortfolioRow): PortfolioEntry {
  return {
    entityRef: row.entity_ref,
    environment: row.environment,
    name: row.name,
    ...(row.title !== null && { title: row.title }),
    type: row.type,
    tier: row.tier as Tier,
    ...(row.owner !== null && { owner: row.owner }),
    ...(row.system !== null && { system: row.system }),
    ...(row.domain !== null && { domain: row.domain }),
    dataSource: row.data_source,
    state: row.state as BudgetState,
    stale: Boolean(row.stale),
    ...(row.worst_slo !== null && {
      worst: { slo: row.worst_slo, remaining: row.worst_remaining },
    }),
    counts: {
      exhausted: row.exhausted,
      burning: row.burning,
      unknown: row.unknown,
      healthy: row.healthy,
      'no-traffic': row.no_traffic,
    },
    ...(row.evaluated_at_ms !== null && {
      evaluatedAtMs: Number(row.evaluated_at_ms),
    }),
    sortKey: row.sort_key,
  };
}
