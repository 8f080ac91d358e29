import { Knex } from 'knex';
import { ExclusionQuery } from '../ExclusionStore';
import { matchingExclusions } from './matchingExclusions';

/** How many exclusions in force there are. */
export async function countExclusions(
  knex: Knex,
  query: ExclusionQuery,
): Promise<number> {
  const [{ count }] = await matchingExclusions(knex, query).count({
    count: '*',
  });
  return Number(count);
}
