import { Knex } from 'knex';
import { PortfolioEntry, PortfolioQuery } from '../PortfolioStore';
import { filterPortfolio } from './filterPortfolio';
import { lookUpText } from './searchSuffixes';
import {
  evaluatedRows,
  hasExclusions,
  toPortfolioEntry,
} from './toPortfolioEntry';

/** A page of the portfolio, found by its place in the index and not by counting what comes before. */
export async function listPortfolio(
  knex: Knex,
  { after, limit, ...filter }: PortfolioQuery,
): Promise<PortfolioEntry[]> {
  const found = await lookUpText(knex, filter);
  const query = evaluatedRows(knex('portfolio'))
    .select(hasExclusions(knex))
    .orderBy(['sort_key', 'entity_ref', 'environment'])
    .limit(limit);
  filterPortfolio(query, found);
  if (after) {
    query.whereRaw('(sort_key, entity_ref, environment) > (?, ?, ?)', [
      after.sortKey,
      after.entityRef,
      after.environment,
    ]);
  }
  return (await query).map(toPortfolioEntry);
}
