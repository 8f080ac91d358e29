import { exclusionEnd } from '@nthlayer/engine';
import { Knex } from 'knex';
import { ExclusionRow } from '../../database/tables';
import { StoredExclusion } from '../ExclusionStore';

/** Stores a new exclusion. */
export async function addExclusion(
  knex: Knex,
  exclusion: StoredExclusion,
): Promise<void> {
  await knex<ExclusionRow>('exclusions').insert({
    id: exclusion.id,
    entity_ref: exclusion.entityRef,
    environment: exclusion.environment,
    slo: exclusion.slo ?? null,
    name: exclusion.name,
    reason: exclusion.reason,
    author: exclusion.author,
    start_ms: exclusion.startMs,
    end_ms: exclusion.endMs,
    rrule: exclusion.rrule ?? null,
    time_zone: exclusion.timeZone ?? null,
    last_end_ms: exclusionEnd(exclusion) ?? null,
    created_at_ms: exclusion.createdAtMs,
    removed_at_ms: null,
    removed_by: null,
  });
}
