import knexFactory, { Knex } from 'knex';
import {
  backendSource,
  BenchPortfolio,
  BenchRollups,
} from '../ledger/backendSource';
import {
  entityRefOf,
  judgedService,
  portfolioRow,
  SLOS_EACH,
} from './portfolioRows';

const ROWS_A_STATEMENT = 500;

/** A portfolio of so many SLOs. */
export interface FilledPortfolio {
  readonly slos: number;
  readonly knex: Knex;
  readonly reader: BenchPortfolio;
  readonly rollups: BenchRollups;
}

/** Whoever asks may see everything: what the catalog and the permissions cost is theirs. */
const access = {
  listScope: async () => ({ allowed: true }),
  catalogSight: async () => ({ isWhole: true, key: 'all' }),
};

function rows<T>(count: number, of: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => of(index));
}

/** Fills a new database with SLOs and their statuses, from which the backend makes its portfolio. */
export async function fillPortfolio(
  filename: string,
  slos: number,
): Promise<FilledPortfolio> {
  const backend = backendSource();
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
  });
  await knex.raw('pragma journal_mode = wal');
  await knex.raw('pragma synchronous = off');
  await backend.migrateDatabase(knex);
  const services = slos / SLOS_EACH;
  await knex.transaction(async tx => {
    const fill = (table: string, all: object[]) =>
      tx.batchInsert(table, all, ROWS_A_STATEMENT);
    await fill('portfolio', rows(services, portfolioRow));
    const entityRefs = rows(services, entityRefOf);
    for (let at = 0; at < services; at += ROWS_A_STATEMENT) {
      const some = entityRefs.slice(at, at + ROWS_A_STATEMENT);
      await backend.saveSuffixes(tx, some);
    }
  });
  const { portfolio, slos: sloStore } = backend.createLedger(knex);
  await knex.transaction(tx =>
    backend.refreshPortfolio(tx, rows(services, judgedService)),
  );
  // time stands still: what is kept is forgotten when it is to be
  const clock = { now: () => 0 };
  const rollups = backend.SharedRollups.create({ clock, portfolio });
  const reader = backend.PortfolioReader.create({
    access,
    portfolio,
    rollups,
    slos: sloStore,
  });
  return { slos, knex, reader, rollups };
}
