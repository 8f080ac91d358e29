import { BudgetState } from '@nthlayer/backstage-plugin-nthlayer-common';
import { worstStatus } from '@nthlayer/engine';
import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { PortfolioRow, SloRow, SloStatusRow } from '../../database/tables';
import { groupBy } from '../../evaluation/groupBy';
import { sortKeyOf } from '../portfolioOrder';
import { ServiceKey } from '../PortfolioStore';

const OF_STATUSES = [
  'state',
  'stale',
  'worst_slo',
  'worst_remaining',
  'sort_key',
  'exhausted',
  'burning',
  'unknown',
  'healthy',
  'no_traffic',
  'evaluated_at_ms',
] as const;

type Dynamic = Pick<PortfolioRow, (typeof OF_STATUSES)[number]>;

type StatusRow = Pick<
  SloStatusRow,
  'state' | 'stale' | 'remaining' | 'evaluated_at_ms'
> &
  Pick<SloRow, 'entity_ref' | 'environment' | 'name'>;

/** Recomputes rows of the portfolio from the statuses of current SLI revisions. */
export async function refreshPortfolio(
  knex: Knex,
  services: readonly ServiceKey[],
): Promise<void> {
  const entityRefs = [...new Set(services.map(({ entityRef }) => entityRef))];
  await inBatches(entityRefs, 100, batch => refreshBatch(knex, batch));
}

async function refreshBatch(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<void> {
  const rows = await knex<PortfolioRow>('portfolio').whereIn(
    'entity_ref',
    entityRefs,
  );
  const statuses = groupBy(await readStatuses(knex, entityRefs), keyOf);
  const updated = rows.flatMap(row => {
    const own = statuses.get(keyOf(row));
    return own ? [{ ...row, ...summarize(own) }] : [];
  });
  if (updated.length > 0) {
    await knex<PortfolioRow>('portfolio')
      .insert(updated)
      .onConflict(['entity_ref', 'environment'])
      .merge([...OF_STATUSES]);
  }
}

function keyOf(row: { entity_ref: string; environment: string }): string {
  return JSON.stringify([row.entity_ref, row.environment]);
}

async function readStatuses(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<StatusRow[]> {
  return knex('slo_statuses')
    .join('slos', 'slos.id', 'slo_statuses.slo_id')
    .join('slo_versions', join =>
      join
        .on('slo_versions.slo_id', 'slos.id')
        .andOn('slo_versions.version', 'slos.current_version')
        .andOn('slo_versions.sli_revision_id', 'slo_statuses.sli_revision_id'),
    )
    .whereIn('slos.entity_ref', entityRefs)
    .whereNull('slos.retired_at_ms')
    .whereNotNull('slo_statuses.state')
    .orderBy(['slos.entity_ref', 'slos.environment', 'slos.name', 'labels'])
    .select(
      'slo_statuses.state',
      'slo_statuses.stale',
      'slo_statuses.remaining',
      'slo_statuses.evaluated_at_ms',
      'slos.entity_ref',
      'slos.environment',
      'slos.name',
    );
}

function summarize(rows: readonly StatusRow[]): Dynamic {
  const statuses = rows.map(row => ({
    slo: row.name,
    state: row.state as BudgetState,
    stale: Boolean(row.stale),
    remaining: row.remaining ?? null,
  }));
  const { state, stale, worst } = worstStatus(statuses);
  const count = (wanted: BudgetState) =>
    statuses.filter(status => status.state === wanted).length;
  return {
    state,
    stale,
    worst_slo: worst?.slo ?? null,
    worst_remaining: worst?.remaining ?? null,
    sort_key: sortKeyOf(state, worst?.remaining ?? null),
    exhausted: count('exhausted'),
    burning: count('burning'),
    unknown: count('unknown'),
    healthy: count('healthy'),
    no_traffic: count('no-traffic'),
    evaluated_at_ms: Math.min(...rows.map(row => Number(row.evaluated_at_ms))),
  };
}
