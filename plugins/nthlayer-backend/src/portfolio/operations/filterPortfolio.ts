import { PermissionCriteria } from '@backstage/plugin-permission-common';
import { Knex } from 'knex';
import { applyCriteria } from '../../database/applyCriteria';
import { ServiceFilter } from '../../services/ServiceStore';
import { sortKeysOf } from '../portfolioOrder';
import { PortfolioFilter } from '../PortfolioStore';

const COLUMNS = ['environment', 'owner', 'system', 'domain', 'tier'] as const;

type Narrowing = PortfolioFilter & {
  readonly criteria?: PermissionCriteria<ServiceFilter>;
  readonly entityRefs?: readonly string[];
};

/** Narrows a query of the portfolio to what is asked for and to what rules allow. */
export function filterPortfolio(
  query: Knex.QueryBuilder,
  filter: Narrowing,
): void {
  for (const column of COLUMNS) {
    const wanted = filter[column];
    if (wanted !== undefined) {
      query.where(column, wanted);
    }
  }
  if (filter.state !== undefined) {
    // states follow one another in the order: one of them is a stretch of every index that holds it
    query.whereBetween('sort_key', sortKeysOf(filter.state));
    query.where('state', filter.state);
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
