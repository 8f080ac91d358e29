import { Knex } from 'knex';
import { applyCriteria } from '../../database/applyCriteria';
import { ServiceEnvironmentRow, ServiceRow } from '../../database/tables';
import { ServiceQuery } from '../ServiceStore';

/** Services that are there and match. */
export function matchingServices(
  knex: Knex,
  { environment, criteria }: ServiceQuery,
): Knex.QueryBuilder<ServiceRow> {
  // not by its index: hardly any is deleted, and SQLite would read and sort all for one page
  const query = knex<ServiceRow>('services').whereRaw('+deleted_at_ms is null');
  if (environment !== undefined) {
    query.whereExists(
      knex<ServiceEnvironmentRow>('service_environments')
        .whereRaw('service_environments.entity_ref = services.entity_ref')
        .where('environment', environment),
    );
  }
  if (criteria) {
    query.where(where => applyCriteria(where, criteria));
  }
  return query;
}
