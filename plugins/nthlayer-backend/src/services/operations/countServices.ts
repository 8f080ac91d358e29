import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { ServiceRow } from '../../database/tables';
import { ServiceQuery } from '../ServiceStore';
import { matchingServices } from './matchingServices';

const SERVICES_PER_STATEMENT = 1000;

/** How many services match. All are counted by an index; of some, a page of all is looked at at a time. */
export async function countServices(
  knex: Knex,
  query: ServiceQuery,
): Promise<number> {
  if (query.environment === undefined && query.criteria === undefined) {
    return countOf(knex<ServiceRow>('services').whereNull('deleted_at_ms'));
  }
  let count = 0;
  let after = '';
  for (;;) {
    const [last]: string[] = await knex<ServiceRow>('services')
      .where('entity_ref', '>', after)
      .orderBy('entity_ref')
      .offset(SERVICES_PER_STATEMENT - 1)
      .limit(1)
      .pluck('entity_ref');
    const page = matchingServices(knex, query).where('entity_ref', '>', after);
    if (last !== undefined) {
      page.where('entity_ref', '<=', last);
    }
    count += await countOf(page);
    if (last === undefined) {
      return count;
    }
    after = last;
    await setImmediate();
  }
}

async function countOf(rows: Knex.QueryBuilder): Promise<number> {
  const [{ count }] = await rows.count({ count: '*' });
  return Number(count);
}
