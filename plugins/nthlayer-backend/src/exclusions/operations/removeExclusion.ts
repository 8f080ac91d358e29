import { Knex } from 'knex';
import { ExclusionRow } from '../../database/tables';
import { ExclusionRemoval, StoredExclusion } from '../ExclusionStore';
import { toStoredExclusion } from './toStoredExclusion';

/** Ends an exclusion; its row stays, with who ended it. Of two at the same time one has done it. */
export async function removeExclusion(
  knex: Knex,
  { id, entityRef, environment, by, nowMs }: ExclusionRemoval,
): Promise<StoredExclusion | undefined> {
  const [row] = await knex<ExclusionRow>('exclusions')
    .where({ id, entity_ref: entityRef, environment })
    .whereNull('removed_at_ms')
    .update({ removed_at_ms: nowMs, removed_by: by })
    .returning('*');
  return row && toStoredExclusion(row);
}
