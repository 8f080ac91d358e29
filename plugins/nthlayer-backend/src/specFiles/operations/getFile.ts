import { SourceFile } from '@nthlayer/engine';
import { Knex } from 'knex';
import { SpecFileRow } from '../../database/tables';
import { KnownSpecFile } from '../SpecFileStore';

/** What is known of an entity's spec file. */
export async function getFile(
  knex: Knex,
  entityRef: string,
): Promise<KnownSpecFile | undefined> {
  const row = await knex<SpecFileRow>('spec_files')
    .where('entity_ref', entityRef)
    .first();
  return row && toKnownFile(row);
}

function toKnownFile(row: SpecFileRow): KnownSpecFile {
  const { path, text, problem, good_path: goodPath, good_text: goodText } = row;
  return {
    file:
      problem === null
        ? { path, text: text ?? '', ...toBeside(row.beside) }
        : { path, problem: JSON.parse(problem) },
    ...(goodPath !== null &&
      goodText !== null && {
        lastGood: {
          path: goodPath,
          text: goodText,
          ...toBeside(row.good_beside),
        },
      }),
  };
}

function toBeside(json: string | null): Pick<SourceFile, 'beside'> {
  return json === null ? {} : { beside: JSON.parse(json) };
}
