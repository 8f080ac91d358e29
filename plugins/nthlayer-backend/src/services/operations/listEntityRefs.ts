import { Knex } from 'knex';
import { ServiceEnvironmentRow, ServiceRow } from '../../database/tables';
import { applyCriteria } from '../../database/applyCriteria';
import { ServiceQuery } from '../ServiceStore';

/** Entity refs of the services that match, in order. */
export async function listEntityRefs(
  knex: Knex,
  { environment, criteria }: ServiceQuery,
): Promise<string[]> {
  const query = knex<ServiceRow>('services')
    .whereNull('deleted_at_ms')
    .orderBy('entity_ref')
    .select('entity_ref');
  if (environment !== undefined) {
    query.whereIn(
      'entity_ref',
      knex<ServiceEnvironmentRow>('service_environments')
        .where('environment', environment)
        .select('entity_ref'),
    );
  }
  if (criteria) {
    query.where(where => applyCriteria(where, criteria));
  }
  const rows = await query;
  return rows.map(row => row.entity_ref);
}
