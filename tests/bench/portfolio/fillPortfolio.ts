import knexFactory, { Knex } from 'knex';
import { backendSource, BenchPortfolio } from '../ledger/backendSource';
import { judgedService, portfolioRow, SLOS_EACH } from './portfolioRows';

const ROWS_A_STATEMENT = 500;

/** A portfolio of so many SLOs. */
export interface FilledPortfolio {
  readonly slos: number;
  readonly knex: Knex;
  readonly reader: BenchPortfolio;
}

/** Whoever asks may see everything: what the catalog and the permissions cost is theirs. */
const access = {
  listScope: async () => ({ allowed: true }),
  seesWholeCatalog: async () => true,
};

function rows<T>(count: number, of: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => of(index));
}

/** Fills a new database with SLOs and their statuses, from which the backend makes its portfolio. */
export async function fillPortfolio(
  filename: string,
  slos: number,
): Promise<FilledPortfolio> {
  const { createLedger, migrateDatabase, PortfolioReader, refreshPortfolio } =
    backendSource();
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
  });
  await knex.raw('pragma journal_mode = wal');
  await knex.raw('pragma synchronous = off');
  await migrateDatabase(knex);
  const services = slos / SLOS_EACH;
  await knex.transaction(async tx => {
    const fill = (table: string, all: object[]) =>
      tx.batchInsert(table, all, ROWS_A_STATEMENT);
    await fill('portfolio', rows(services, portfolioRow));
  });
  const { portfolio } = createLedger(knex);
  await knex.transaction(tx =>
    refreshPortfolio(tx, rows(services, judgedService)),
  );
  return { slos, knex, reader: PortfolioReader.create({ access, portfolio }) };
}
