import { Knex } from 'knex';
import { ServicePageQuery } from '../ServiceStore';
import { matchingServices } from './matchingServices';

/** Entity refs of the services that match, in order. */
export async function listEntityRefs(
  knex: Knex,
  { after, limit, ...query }: ServicePageQuery,
): Promise<string[]> {
  const rows = matchingServices(knex, query).orderBy('entity_ref');
  if (after !== undefined) {
    rows.where('entity_ref', '>', after);
  }
  if (limit !== undefined) {
    rows.limit(limit);
  }
  return rows.pluck('entity_ref');
}
