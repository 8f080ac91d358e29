import { Knex } from 'knex';
import { ExclusionRow } from '../../database/tables';
import { DAY_MS, floorTo, LONGEST_WINDOW_MS } from '../../durations';
import { ExclusionQuery } from '../ExclusionStore';

/** Exclusions in force that match. */
export function matchingExclusions(
  knex: Knex,
  { entityRef, environment, atMs, effectiveAtMs }: ExclusionQuery,
): Knex.QueryBuilder<ExclusionRow, ExclusionRow[]> {
  const query = knex<ExclusionRow>('exclusions');
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
  if (effectiveAtMs !== undefined) {
    const sinceMs = floorTo(effectiveAtMs - LONGEST_WINDOW_MS, DAY_MS);
    query.where(open =>
      open.whereNull('last_end_ms').orWhere('last_end_ms', '>', sinceMs),
    );
  }
  return query;
}
