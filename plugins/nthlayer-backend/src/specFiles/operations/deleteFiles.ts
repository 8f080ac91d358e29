import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { SpecFileRow } from '../../database/tables';

const BATCH = 500;

/** Forgets files of entities that name none any more. */
export async function deleteFiles(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<void> {
  await inBatches(entityRefs, BATCH, async batch => {
    await knex<SpecFileRow>('spec_files').whereIn('entity_ref', batch).delete();
  });
}
