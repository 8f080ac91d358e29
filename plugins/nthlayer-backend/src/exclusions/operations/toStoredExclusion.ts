import { ExclusionRow } from '../../database/tables';
import { StoredExclusion } from '../ExclusionStore';

/** An exclusion from its row. */
export function toStoredExclusion(row: ExclusionRow): StoredExclusion {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    environment: row.environment,
    ...(row.slo !== null && { slo: row.slo }),
    name: row.name,
    reason: row.reason,
    author: row.author,
    startMs: Number(row.start_ms),
    endMs: Number(row.end_ms),
    ...(row.rrule !== null && { rrule: row.rrule }),
    ...(row.time_zone !== null && { timeZone: row.time_zone }),
    createdAtMs: Number(row.created_at_ms),
  };
}
