import { Knex } from 'knex';
import { ServiceRow, SloRow } from '../../database/tables';
import { TILE_RETENTION_MS } from '../../durations';
import { deleteTiles } from './deleteTiles';

/** Removes what belongs to entities that have been gone for 35 days; answers how many entities. */
export async function purgeServices(
  knex: Knex,
  nowMs: number,
): Promise<number> {
  const gone = await knex<ServiceRow>('services')
    .where('deleted_at_ms', '<=', nowMs - TILE_RETENTION_MS)
    .select('entity_ref');
  for (const { entity_ref: entityRef } of gone) {
    await deleteTiles(knex, entityRef);
    await knex.transaction(tx => purgeService(tx, entityRef));
  }
  return gone.length;
}

async function purgeService(
  tx: Knex.Transaction,
  entityRef: string,
): Promise<void> {
  const sloIds = tx<SloRow>('slos').where('entity_ref', entityRef).select('id');
  const revisions = tx('stacks')
    .where('entity_ref', entityRef)
    .select('revision');
  await tx('slo_statuses').whereIn('slo_id', sloIds).delete();
  await tx('slo_versions').whereIn('slo_id', sloIds).delete();
  await tx('sli_revisions').whereIn('slo_id', sloIds).delete();
  await tx('slos').where('entity_ref', entityRef).delete();
  await tx('stack_assets').whereIn('revision', revisions).delete();
  await tx('stacks').where('entity_ref', entityRef).delete();
  await tx('service_environments').where('entity_ref', entityRef).delete();
  await tx('services').where('entity_ref', entityRef).delete();
  await tx('assets')
    .whereNotIn('sha256', tx('stack_assets').select('sha256'))
    .delete();
}
