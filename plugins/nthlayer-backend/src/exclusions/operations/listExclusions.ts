import { Knex } from 'knex';
import { ExclusionRow } from '../../database/tables';
import { ExclusionQuery, StoredExclusion } from '../ExclusionStore';
import { toStoredExclusion } from './toStoredExclusion';

/** Exclusions in force, by start. */
export async function listExclusions(
  knex: Knex,
  { entityRef, environment, atMs }: ExclusionQuery,
): Promise<StoredExclusion[]> {
  const query = knex<ExclusionRow>('exclusions').orderBy(['start_ms', 'id']);
  if (entityRef !== undefined) {
    query.where('entity_ref', entityRef);
  }
  if (environment !== undefined) {
    query.where('environment', environment);
  }
  if (atMs === undefined) {
    query.whereNull('removed_at_ms');
  } else {
    query
      .where('created_at_ms', '<=', atMs)
      .where(open =>
        open.whereNull('removed_at_ms').orWhere('removed_at_ms', '>', atMs),
      );
  }
  return (await query).map(toStoredExclusion);
}
