import { BudgetState, Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { PortfolioRow, StoredInteger } from '../../database/tables';
import { PortfolioEntry } from '../PortfolioStore';

/** A row with when all statuses of its data source were made last, and whether exclusions are in force for it. */
export type EvaluatedRow = PortfolioRow & {
  readonly source_evaluated_at_ms: StoredInteger | null;
  readonly has_exclusions: boolean | number;
};

/** Rows of the portfolio beside the cursors of their data sources. */
export function withSources(rows: Knex.QueryBuilder): Knex.QueryBuilder {
  return rows.leftJoin(
    'reading_cursors',
    'reading_cursors.data_source',
    'portfolio.data_source',
  );
}

/** Rows of the portfolio, each with when those of its data source were made last. */
export function evaluatedRows(rows: Knex.QueryBuilder): Knex.QueryBuilder {
  return withSources(rows).select('portfolio.*', {
    source_evaluated_at_ms: 'reading_cursors.evaluated_at_ms',
  });
}

/** Whether exclusions are in force for the rows of a query, which is to be of few rows: each is looked up. */
export function hasExclusions(knex: Knex) {
  return knex.raw(
    `exists (
      select 1 from exclusions
      where exclusions.entity_ref = portfolio.entity_ref
      and exclusions.environment = portfolio.environment
      and exclusions.removed_at_ms is null
    ) as has_exclusions`,
  );
}

/** An entry from its row. */
export function toPortfolioEntry(row: EvaluatedRow): PortfolioEntry {
  const evaluatedAtMs = row.evaluated_at_ms ?? row.source_evaluated_at_ms;
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
    ...(row.worst_slo !== null &&
      evaluatedAtMs !== null && { evaluatedAtMs: Number(evaluatedAtMs) }),
    sortKey: row.sort_key,
    hasExclusions: Boolean(row.has_exclusions),
  };
}
