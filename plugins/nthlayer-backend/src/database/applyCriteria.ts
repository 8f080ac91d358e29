import { PermissionCriteria } from '@backstage/plugin-permission-common';
import { Knex } from 'knex';
import { ServiceFilter } from '../services/ServiceStore';

/** Narrows rows with the columns `owner` and `tier` to those that permission rules allow. */
export function applyCriteria(
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
