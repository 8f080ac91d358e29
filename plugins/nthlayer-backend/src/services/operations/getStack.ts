import { Knex } from 'knex';
import { StackRow } from '../../database/tables';
import { StoredStack } from '../ServiceStore';

/** A stack revision. */
export async function getStack(
  knex: Knex,
  revision: string,
): Promise<StoredStack | undefined> {
  const row = await knex<StackRow>('stacks')
    .where('revision', revision)
    .first();
  return (
    row && {
      revision: row.revision,
      spec: JSON.parse(row.spec),
      slos: JSON.parse(row.slos),
    }
  );
}
