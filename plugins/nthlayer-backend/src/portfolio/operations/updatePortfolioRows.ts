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

/** Writes these columns of some rows by one statement. */
export async function updatePortfolioRows(
  tx: Knex.Transaction,
  rows: readonly (Pick<PortfolioRow, 'entity_ref' | 'environment'> &
    PortfolioFigures)[],
  columns: readonly FigureColumn[],
): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  const keys = ['entity_ref', 'environment'] as const;
  const all = [...keys, ...columns];
  const parameters = `(${all.map(() => '?').join()})`;
  const assignments = columns.map(
    column => `${column} = cast(news.${column} as ${TYPES[column]})`,
  );
  await tx.raw(
    `with news (${all.join()}) as (values ${rows.map(() => parameters).join()})
    update portfolio set ${assignments.join()} from news
    where portfolio.entity_ref = news.entity_ref
      and portfolio.environment = news.environment`,
    rows.flatMap(row => all.map(column => row[column])),
  );
}
