import { Knex } from 'knex';
import { ExclusionPageQuery, StoredExclusion } from '../ExclusionStore';
import { matchingExclusions } from './matchingExclusions';
import { toStoredExclusion } from './toStoredExclusion';

/** Exclusions in force, by start. */
export async function listExclusions(
  knex: Knex,
  { after, limit, ...query }: ExclusionPageQuery,
): Promise<StoredExclusion[]> {
  const rows = matchingExclusions(knex, query).orderBy(['start_ms', 'id']);
  if (after) {
    rows.whereRaw('(start_ms, id) > (?, ?)', [after.startMs, after.id]);
  }
  if (limit !== undefined) {
    rows.limit(limit);
  }
  return (await rows).map(toStoredExclusion);
}
