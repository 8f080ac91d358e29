import { PermissionCriteria } from '@backstage/plugin-permission-common';
import { Knex } from 'knex';
import { ServiceEnvironmentRow, ServiceRow } from '../../database/tables';
import { ServiceFilter, ServiceQuery } from '../ServiceStore';

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

function applyCriteria(
  where: Knex.QueryBuilder,
  criteria: PermissionCriteria<ServiceFilter>,
): void {
  if ('allOf' in criteria) {
    criteria.allOf.forEach(part =>
      where.andWhere((inner: Knex.QueryBuilder) => applyCriteria(inner, part)),
    );
  } else if ('anyOf' in criteria) {
    criteria.anyOf.forEach(part =>
      where.orWhere((inner: Knex.QueryBuilder) => applyCriteria(inner, part)),
    );
  } else if ('not' in criteria) {
    where.whereNot((inner: Knex.QueryBuilder) =>
      applyCriteria(inner, criteria.not),
    );
  } else {
    // A service without an owner must not slip through a negated rule as SQL's "unknown".
    where.whereNotNull(criteria.key).whereIn(criteria.key, criteria.values);
  }
}
