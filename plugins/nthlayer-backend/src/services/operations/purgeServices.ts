import { Knex } from 'knex';
import { ServiceRow, SloRow } from '../../database/tables';
import { TILE_RETENTION_MS } from '../../durations';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';
import { deleteOrphanedTiles } from './deleteOrphanedTiles';

/** Removes what belongs to entities that have been gone for 35 days; answers how many entities. */
export async function purgeServices(
  knex: Knex,
  nowMs: number,
  fence?: Lease,
): Promise<number> {
  const beforeMs = nowMs - TILE_RETENTION_MS;
  const gone = await knex<ServiceRow>('services')
    .where('deleted_at_ms', '<=', beforeMs)
    .select('entity_ref');
  let removed = 0;
  for (const { entity_ref: entityRef } of gone) {
    const purged = await fenced(knex, fence, tx =>
      purgeService(tx, entityRef, beforeMs),
    );
    removed += purged ? 1 : 0;
  }
  // Also what a process that was killed here left behind.
  await deleteOrphanedTiles(knex, fence);
  return removed;
}

/** The entity may have come back since it was listed: then nothing is touched. */
async function purgeService(
  tx: Knex.Transaction,
  entityRef: string,
  beforeMs: number,
): Promise<boolean> {
  const deleted = await tx<ServiceRow>('services')
    .where('entity_ref', entityRef)
    .where('deleted_at_ms', '<=', beforeMs)
    .delete();
  if (deleted === 0) {
    return false;
  }
  const sloIds = tx<SloRow>('slos').where('entity_ref', entityRef).select('id');
  const revisions = tx('stacks')
    .where('entity_ref', entityRef)
    .select('revision');
  await tx('budget_crossings').whereIn('slo_id', sloIds).delete();
  await tx('unreadable_stretches')
    .whereIn(
      'sli_revision_id',
      tx('sli_revisions').whereIn('slo_id', sloIds).select('id'),
    )
    .delete();
  await tx('slo_versions').whereIn('slo_id', sloIds).delete();
  await tx('sli_revisions').whereIn('slo_id', sloIds).delete();
  await tx('slos').where('entity_ref', entityRef).delete();
  await tx('stack_assets').whereIn('revision', revisions).delete();
  await tx('stacks').where('entity_ref', entityRef).delete();
  await tx('service_environments').where('entity_ref', entityRef).delete();
  await tx('lint_findings').where('entity_ref', entityRef).delete();
  await tx('budget_notices').where('entity_ref', entityRef).delete();
  await tx('exclusions').where('entity_ref', entityRef).delete();
  await tx('assets')
    .whereNotIn('sha256', tx('stack_assets').select('sha256'))
    .delete();
  return true;
}
