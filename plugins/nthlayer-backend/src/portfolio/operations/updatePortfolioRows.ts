import { Knex } from 'knex';
import { PortfolioRow } from '../../database/tables';

/** Columns that follow from statuses, and what they hold; a database that is told in parameters does not know. */
const TYPES = {
  state: 'varchar(16)',
  stale: 'boolean',
  worst_slo: 'varchar(63)',
  worst_remaining: 'double precision',
  sort_key: 'double precision',
  exhausted: 'integer',
  burning: 'integer',
  unknown: 'integer',
  healthy: 'integer',
  no_traffic: 'integer',
  evaluated_at_ms: 'bigint',
} as const;

type FigureColumn = keyof typeof TYPES;

/** What statuses say of a service. */
export type PortfolioFigures = Pick<PortfolioRow, FigureColumn>;

/** Columns that follow from statuses. */
export const OF_STATUSES = Object.keys(TYPES) as FigureColumn[];

/** Writes what statuses say of some services by one statement. */
export async function updatePortfolioRows(
  tx: Knex.Transaction,
  rows: readonly (Pick<PortfolioRow, 'entity_ref' | 'environment'> &
    PortfolioFigures)[],
): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  const keys = ['entity_ref', 'environment'] as const;
  const assignments = OF_STATUSES.map(
    (column, index) =>
      `${column} = cast(value ->> ${keys.length + index} as ${TYPES[column]})`,
  );
  const news = rows.map(row =>
    [...keys, ...OF_STATUSES].map(name => row[name]),
  );
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
