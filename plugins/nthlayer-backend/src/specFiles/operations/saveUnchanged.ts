import { Knex } from 'knex';
import { SpecFileRow } from '../../database/tables';

/** These were found unchanged. */
export async function saveUnchanged(
  knex: Knex,
  entityRefs: readonly string[],
  lookedAtMs: number,
): Promise<void> {
  if (entityRefs.length > 0) {
    await knex<SpecFileRow>('spec_files')
      .whereIn('entity_ref', entityRefs)
      .update({ looked_at_ms: lookedAtMs });
  }
}
