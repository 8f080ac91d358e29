import { PrometheusDataSource } from '@nthlayer/prometheus';
import knexFactory, { Knex } from 'knex';
import { BenchLedger, backendSource } from './backendSource';
import { KINDS, serviceName } from './CounterServer';
import { excludeNights, mixed } from './mixedServices';
import { Sort } from './sorts';

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
export function openLedger(
  knex: Knex,
  url: string,
  sorts: readonly Sort[] = [],
): BenchLedger {
  const { BudgetAlerts, createLedger } = backendSource();
  const budgetAlerts = { enabled: true, thresholds: [75, 85, 95], burn: true };
  return createLedger(knex, {
    ...(sorts.includes('notices') && {
      alerts: parts => BudgetAlerts.create({ ...parts, budgetAlerts }),
    }),
    historyMs: HISTORY_DAYS * 24 * HOUR_MS,
    source: PrometheusDataSource.create({
      id: 'main',
      url,
      scrapeIntervalMs: 15_000,
    }),
  });
}

/** Services with an SLO of each kind; with sorts, some of these are among them, and most have budget left. */
export async function addServices(
  ledger: BenchLedger,
  services: number,
  sorts?: readonly Sort[],
): Promise<void> {
  const { exampleSpec } = backendSource();
  const names: { name: string; service: number }[] = [];
  for (let service = 0; service < services; service++) {
    const name = serviceName(service);
    const slos = plainSlos(name);
    const all = sorts ? mixed(slos, service, sorts) : slos;
    await ledger.add(exampleSpec(name, { slos: all }));
    names.push({ name, service });
  }
  if (sorts?.includes('exclusions')) {
    await excludeNights(ledger, names);
  }
}

/** An SLO of each kind. */
export function plainSlos(service: string) {
  const matchers = [{ label: 'service', op: '=', value: service }];
  return KINDS.map(kind => ({
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
}
