import { PrometheusDataSource } from '@nthlayer/prometheus';
import knexFactory, { Knex } from 'knex';
import { BenchLedger, backendSource } from './backendSource';
import { KINDS, serviceName } from './CounterServer';

const HOUR_MS = 3_600_000;

/** How far back services that are added reach; no more is read. */
export const HISTORY_DAYS = 30;

/** A SQLite file with the backend's tables. */
export async function openDatabase(filename: string): Promise<Knex> {
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
  });
  await knex.raw('pragma journal_mode = wal');
  await backendSource().migrateDatabase(knex);
  return knex;
}

/** The backend's ledger, reading from the server. */
export function openLedger(knex: Knex, url: string): BenchLedger {
  return backendSource().createLedger(knex, {
    historyMs: HISTORY_DAYS * 24 * HOUR_MS,
    source: PrometheusDataSource.create({
      id: 'main',
      url,
      scrapeIntervalMs: 15_000,
    }),
  });
}

/** Services with an SLO of each kind. */
export async function addServices(
  ledger: BenchLedger,
  services: number,
): Promise<void> {
  const { exampleSpec } = backendSource();
  for (let service = 0; service < services; service++) {
    const name = serviceName(service);
    const matchers = [{ label: 'service', op: '=', value: name }];
    const slos = KINDS.map(kind => ({
      name: kind,
      displayName: kind,
      description: '',
      objective: 0.999,
      window: { type: 'rolling', durationMs: 30 * 24 * HOUR_MS },
      method: 'Occurrences',
      noData: 'ignore',
      sli: {
        kind: 'ratio',
        total: { metric: `${kind}_total`, matchers },
        bad: { metric: `${kind}_bad_total`, matchers },
        groupBy: [],
      },
    }));
    await ledger.add(exampleSpec(name, { slos }));
  }
}
