import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { ServicePageQuery } from '../ServiceStore';
import { matchingServices } from './matchingServices';

const REFS_PER_STATEMENT = 1000;

/** Entity refs of the services that match, in order; all of them are read some at a time. */
export async function listEntityRefs(
  knex: Knex,
  { limit, ...query }: ServicePageQuery,
): Promise<string[]> {
  if (limit !== undefined) {
    return readPage(knex, { ...query, limit });
  }
  const all: string[] = [];
  for (;;) {
    const found = await readPage(knex, {
      ...query,
      after: all.at(-1) ?? query.after,
      limit: REFS_PER_STATEMENT,
    });
    all.push(...found);
    if (found.length < REFS_PER_STATEMENT) {
      return all;
    }
    await setImmediate();
  }
}

function readPage(
  knex: Knex,
  { after, limit, ...query }: ServicePageQuery & { limit: number },
): Promise<string[]> {
  const rows = matchingServices(knex, query).orderBy('entity_ref').limit(limit);
  if (after !== undefined) {
    rows.where('entity_ref', '>', after);
  }
  return rows.pluck('entity_ref');
}
