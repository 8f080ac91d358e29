import { SourceFile } from '@nthlayer/engine';
import { Knex } from 'knex';
import { SpecFileRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';

/** Keeps a version as the last good one. */
export async function saveGood(
  knex: Knex,
  entityRef: string,
  { path, text, beside }: SourceFile,
  fence: Lease | undefined,
): Promise<void> {
  await fenced(knex, fence, tx =>
    tx<SpecFileRow>('spec_files')
      .where('entity_ref', entityRef)
      .update({
        good_path: path,
        good_text: text,
        good_beside: beside ? JSON.stringify(beside) : null,
      }),
  );
}
