import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { SpecFileRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';

const BATCH = 500;

/** Forgets files of entities that name none any more. */
export async function deleteFiles(
  knex: Knex,
  entityRefs: readonly string[],
  fence: Lease | undefined,
): Promise<void> {
  await inBatches(entityRefs, BATCH, async batch => {
    await fenced(knex, fence, tx =>
      tx<SpecFileRow>('spec_files').whereIn('entity_ref', batch).delete(),
    );
  });
}
