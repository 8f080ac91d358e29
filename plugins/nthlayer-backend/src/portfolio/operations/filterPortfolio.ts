import { PermissionCriteria } from '@backstage/plugin-permission-common';
import { Knex } from 'knex';
import { applyCriteria } from '../../database/applyCriteria';
import { ServiceFilter } from '../../services/ServiceStore';
import { PortfolioFilter } from '../PortfolioStore';

const COLUMNS = [
  'environment',
  'owner',
  'system',
  'domain',
  'tier',
  'state',
] as const;

/** Narrows a query of the portfolio to what is asked for and to what rules allow. */
export function filterPortfolio(
  query: Knex.QueryBuilder,
  filter: PortfolioFilter & {
    criteria?: PermissionCriteria<ServiceFilter>;
    entityRefs?: readonly string[];
  },
): void {
  for (const column of COLUMNS) {
    const wanted = filter[column];
    if (wanted !== undefined) {
      query.where(column, wanted);
    }
  }
  if (filter.text !== undefined) {
    const literal = filter.text.toLowerCase().replace(/[\\%_]/g, '\\$&');
    query.whereRaw("search like ? escape '\\'", [`%${literal}%`]);
  }
  const { criteria, entityRefs } = filter;
  if (entityRefs) {
    query.whereIn('entity_ref', entityRefs);
  }
  if (criteria) {
    query.where(where => applyCriteria(where, criteria));
  }
}
