import { SourceFile } from '@nthlayer/engine';
import { Knex } from 'knex';
import { SpecFileRow } from '../../database/tables';

/** Keeps a version as the last good one. */
export async function saveGood(
  knex: Knex,
  entityRef: string,
  { path, text, beside }: SourceFile,
): Promise<void> {
  await knex<SpecFileRow>('spec_files')
    .where('entity_ref', entityRef)
    .update({
      good_path: path,
      good_text: text,
      good_beside: beside ? JSON.stringify(beside) : null,
    });
}
