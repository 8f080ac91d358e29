import { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import { CursorKeyRow } from '../database/tables';

/** All replicas have this one. */
const ID = 1;

/** The key of all replicas, `length` bytes. Who needs it first makes it; of some at the same time one has made it. */
export async function getCursorKey(
  knex: Knex,
  length: number,
): Promise<Buffer> {
  const keys = () => knex<CursorKeyRow>('cursor_keys');
  await keys()
    .insert({ id: ID, key: randomBytes(length) })
    .onConflict('id')
    .ignore();
  const [row] = await keys().where('id', ID).select('key');
  return row.key;
}
