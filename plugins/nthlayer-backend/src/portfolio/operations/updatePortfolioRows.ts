import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { PortfolioRow } from '../../database/tables';
import {
  areFiguresEqual,
  FIGURE_TYPES,
  FigureColumn,
  OF_STATUSES,
  PortfolioFigures,
} from './portfolioFigures';

/** Few enough to be written in some milliseconds. */
const ROWS_PER_STATEMENT = 1000;

/** What changes from minute to minute; the rest changes now and then. */
const OF_BUDGET: readonly FigureColumn[] = ['worst_remaining', 'sort_key'];
const OF_THE_REST = OF_STATUSES.filter(column => !OF_BUDGET.includes(column));

/** A row before and after. */
export interface PortfolioChange
  extends Pick<PortfolioRow, 'entity_ref' | 'environment'> {
  readonly before: PortfolioFigures;
  readonly after: PortfolioFigures;
}

/** Writes what statuses say of some services, as far as it is something else. */
export async function updatePortfolioRows(
  tx: Knex.Transaction,
  changes: readonly PortfolioChange[],
): Promise<void> {
  const budgets: PortfolioChange[] = [];
  const others: PortfolioChange[] = [];
  for (const change of changes) {
    const { before, after } = change;
    if (!areFiguresEqual(before, after, OF_THE_REST)) {
      others.push(change);
    } else if (!areFiguresEqual(before, after, OF_BUDGET)) {
      budgets.push(change);
    }
  }
  await inBatches(budgets, ROWS_PER_STATEMENT, batch =>
    updateColumns(tx, batch, OF_BUDGET),
  );
  await inBatches(others, ROWS_PER_STATEMENT, batch =>
    updateColumns(tx, batch, OF_STATUSES),
  );
}

async function updateColumns(
  tx: Knex.Transaction,
  rows: readonly PortfolioChange[],
  columns: readonly FigureColumn[],
): Promise<void> {
  const assignments = columns.map(
    (column, index) =>
      `${column} = cast(value ->> ${index + 2} as ${FIGURE_TYPES[column]})`,
  );
  const news = rows.map(({ entity_ref: ref, environment, after }) => [
    ref,
    environment,
    ...columns.map(column => after[column]),
  ]);
  // one parameter, whatever there is: thousands of them cost more than the rows
  await tx.raw(
    `update portfolio set ${assignments.join()} from ${elementsOf(tx)}
    where portfolio.entity_ref = value ->> 0
      and portfolio.environment = value ->> 1`,
    [JSON.stringify(news)],
  );
}

/** The elements of a JSON array, each as `value`. */
function elementsOf(knex: Knex): string {
  return knex.client.config.client === 'pg'
    ? 'jsonb_array_elements(cast(? as jsonb)) as news(value)'
    : 'json_each(?)';
}
