import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { SpecFileRow } from '../../database/tables';

const BATCH = 500;
const LONG_AGO = 0;

/** The files of these are looked at again with the next run, however new they are. */
export async function markDue(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<void> {
  await inBatches(entityRefs, BATCH, async batch => {
    await knex<SpecFileRow>('spec_files')
      .whereIn('entity_ref', batch)
      .update({ looked_at_ms: LONG_AGO });
  });
}
