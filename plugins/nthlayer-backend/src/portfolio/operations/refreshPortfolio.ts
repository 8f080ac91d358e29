import { BudgetState } from '@nthlayer/backstage-plugin-nthlayer-common';
import { worstStatus } from '@nthlayer/engine';
import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { PortfolioRow, SloRow, SloStatusRow } from '../../database/tables';
import { groupBy } from '../../evaluation/groupBy';
import { sortKeyOf } from '../portfolioOrder';

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

/**
 * Recomputes the rows of some services from the statuses of current SLI revisions. Locks them first until the
 * transaction ends: of two who have new statuses of a service, the second then sees those of the first.
 */
export async function refreshPortfolio(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
): Promise<void> {
  const inOrder = [...new Set(entityRefs)].sort();
  await inBatches(inOrder, 100, batch => refreshBatch(tx, batch));
}

async function refreshBatch(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
): Promise<void> {
  const rows = await tx<PortfolioRow>('portfolio')
    .whereIn('entity_ref', entityRefs)
    .orderBy(['entity_ref', 'environment'])
    .forUpdate();
  const statuses = groupBy(await readStatuses(tx, entityRefs), keyOf);
  const updated = rows.flatMap(row => {
    const own = statuses.get(keyOf(row));
    return own ? [{ ...row, ...summarize(own) }] : [];
  });
  if (updated.length > 0) {
    await tx<PortfolioRow>('portfolio')
      .insert(updated)
      .onConflict(['entity_ref', 'environment'])
      .merge([...OF_STATUSES]);
  }
}

function keyOf(row: { entity_ref: string; environment: string }): string {
  return JSON.stringify([row.entity_ref, row.environment]);
}

async function readStatuses(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
): Promise<StatusRow[]> {
  return tx('slo_statuses')
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
