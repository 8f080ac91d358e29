import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { ServiceRow, SloRow, StackAssetRow } from '../../database/tables';
import { TILE_RETENTION_MS } from '../../durations';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';
import { deleteOrphanedTiles } from './deleteOrphanedTiles';

const ASSETS_PER_STATEMENT = 500;

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
  await inBatches(gone, 1, async ([{ entity_ref: entityRef }]) => {
    const purged = await fenced(knex, fence, tx =>
      purgeService(tx, entityRef, beforeMs),
    );
    removed += purged ? 1 : 0;
  });
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
  await deleteStacks(tx, entityRef);
  await tx('service_environments').where('entity_ref', entityRef).delete();
  await tx('lint_findings').where('entity_ref', entityRef).delete();
  await tx('budget_notices').where('entity_ref', entityRef).delete();
  await tx('exclusions').where('entity_ref', entityRef).delete();
  return true;
}

/** Files that stacks of other services have, too, stay. */
async function deleteStacks(
  tx: Knex.Transaction,
  entityRef: string,
): Promise<void> {
  const ownAssets = tx<StackAssetRow>('stack_assets').whereIn(
    'revision',
    tx('stacks').where('entity_ref', entityRef).select('revision'),
  );
  const own: string[] = await ownAssets.clone().distinct().pluck('sha256');
  await ownAssets.delete();
  await tx('stacks').where('entity_ref', entityRef).delete();
  await inBatches(own, ASSETS_PER_STATEMENT, async batch => {
    await tx('assets')
      .whereIn('sha256', batch)
      .whereNotExists(
        tx('stack_assets').whereRaw('stack_assets.sha256 = assets.sha256'),
      )
      .delete();
  });
}
