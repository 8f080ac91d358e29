import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { PortfolioRow } from '../../database/tables';
import { RefsQuery } from '../PortfolioStore';
import { filterPortfolio } from './filterPortfolio';

/** Rows of the portfolio that are looked at by one statement. */
const ROWS_PER_PAGE = 1000;

/** A new query of the rows of one page, as `portfolio`. */
export type PortfolioPage = () => Knex.QueryBuilder;

/**
 * The rows that a filter leaves, some at a time and with other work let in between. They are in pages by what never
 * changes: each is on one page, wherever its state moves it meanwhile.
 */
export async function* portfolioPages(
  knex: Knex,
  filter: RefsQuery,
): AsyncGenerator<PortfolioPage> {
  const filtered = (rows: Knex.QueryBuilder) => {
    filterPortfolio(rows, filter);
    return rows;
  };
  if (await areFew(knex, filter)) {
    yield () => filtered(knex('portfolio'));
    return;
  }
  let after = '';
  for (;;) {
    // ordered and limited, or SQLite would look for the filter in all rows and then for the page in what it has found
    const page = knex<PortfolioRow>('portfolio')
      .where('entity_ref', '>', after)
      .orderBy('entity_ref')
      .limit(Number.MAX_SAFE_INTEGER);
    const [last]: string[] = await page
      .clone()
      .offset(ROWS_PER_PAGE - 1)
      .limit(1)
      .pluck('entity_ref');
    if (last !== undefined) {
      page.where('entity_ref', '<=', last);
    }
    yield () => filtered(knex.from(page.clone().as('portfolio')));
    if (last === undefined) {
      return;
    }
    after = last;
    await setImmediate();
  }
}

/** Whether one page holds them all; then an index finds them. Whoever asks for services by name asks for few. */
async function areFew(knex: Knex, filter: RefsQuery): Promise<boolean> {
  if (filter.entityRefs) {
    return true;
  }
  const column = (['system', 'owner', 'domain'] as const).find(
    name => filter[name] !== undefined,
  );
  if (column === undefined) {
    return false;
  }
  const found = await knex<PortfolioRow>('portfolio')
    .where(column, filter[column]!)
    .limit(ROWS_PER_PAGE + 1)
    .pluck('entity_ref');
  return found.length <= ROWS_PER_PAGE;
}
