import { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { ServiceSpec } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSource } from '@nthlayer/engine';
import { Knex } from 'knex';
import { Backfill } from '../backfill/Backfill';
import { DatabaseBackfillStore } from '../backfill/DatabaseBackfillStore';
import { BudgetAlerts } from '../budgetAlerts/BudgetAlerts';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { DAY_MS, MINUTE_MS } from '../durations';
import { BudgetEvaluator } from '../evaluation/BudgetEvaluator';
import { DatabaseEvaluationStore } from '../evaluation/DatabaseEvaluationStore';
import { EvaluationTick } from '../evaluation/EvaluationTick';
import { DatabaseExclusionStore } from '../exclusions/DatabaseExclusionStore';
import { HistoryReader } from '../history/HistoryReader';
import { DatabasePortfolioStore } from '../portfolio/DatabasePortfolioStore';
import { PortfolioStore } from '../portfolio/PortfolioStore';
import { ServiceStore } from '../services/ServiceStore';
import { DatabaseServiceStore } from '../services/DatabaseServiceStore';
import { DatabaseSloStore } from '../slos/DatabaseSloStore';
import { Retention } from '../tiles/Retention';
import { DatabaseTileStore } from '../tiles/DatabaseTileStore';
import { exampleService } from './examples';
import { FakeClock } from './FakeClock';
import { FakeDataSource } from './FakeDataSource';

const silent: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};

/** What listeners are made of. */
export interface LedgerParts {
  readonly clock: FakeClock;
  readonly portfolio: PortfolioStore;
  readonly services: ServiceStore;
  readonly sources: DataSourceRegistry;
}

/** The plugin's measuring half on a database, with data sources and a clock that the test rules. */
export function createLedger(
  knex: Knex,
  options: {
    historyMs?: number;
    dataSources?: readonly string[];
    logger?: LoggerService;
    /** In place of `dataSources`. */
    source?: DataSource;
    /** Whom budgets are told. */
    alerts?: (of: LedgerParts) => BudgetAlerts;
    readTimeoutMs?: number;
    retention?: Retention;
  } = {},
) {
  const clock = new FakeClock();
  const logger = options.logger ?? silent;
  const names = options.dataSources ?? ['main'];
  const fakes = new Map<string, DataSource>(
    options.source
      ? [[options.source.id, options.source]]
      : names.map(name => [name, new FakeDataSource(name)]),
  );
  const sources = createRegistry(fakes);
  const services = DatabaseServiceStore.create({
    knex,
    historyMs: options.historyMs ?? DAY_MS,
  });
  const slos = DatabaseSloStore.create({ knex });
  const tiles = DatabaseTileStore.create({
    knex,
    retention: options.retention,
  });
  const exclusions = DatabaseExclusionStore.create({ knex });
  const portfolio = DatabasePortfolioStore.create({ knex });
  const backfillStore = DatabaseBackfillStore.create({ knex });
  const base = {
    backfillStore,
    clock,
    exclusions,
    portfolio,
    logger,
    services,
    sources,
    slos,
    tiles,
  };
  const evaluations = DatabaseEvaluationStore.create({
    knex,
    alerts: options.alerts?.(base),
  });
  const evaluator = BudgetEvaluator.create({
    ...base,
    evaluations,
    tickMs: MINUTE_MS,
  });
  return {
    ...base,
    knex,
    evaluations,
    services,
    evaluator,
    source: (name: string = 'main') => fakes.get(name) as FakeDataSource,
    tick: EvaluationTick.create({
      ...base,
      evaluator,
      readTimeoutMs: options.readTimeoutMs,
    }),
    backfill: Backfill.create({ ...base, evaluator }),
    history: HistoryReader.create(base),
    async add(spec: ServiceSpec) {
      const origin = sources.newestTileEnd(spec.dataSource!, clock.nowMs);
      await services.saveService(exampleService(spec, origin), clock.nowMs);
    },
    async statusOf(name: string) {
      const ref = `component:default/${name}`;
      const [stored] = await slos.listStatuses([ref]);
      return stored?.status;
    },
  };
}

function createRegistry(fakes: ReadonlyMap<string, DataSource>) {
  const factory = {
    type: 'fake',
    create: ({ name }: { name: string }) => fakes.get(name)!,
  };
  return DataSourceRegistry.create({
    entries: [...fakes.keys()].map((name, index) => ({
      name,
      type: 'fake',
      default: index === 0,
      environments: [],
      config: new ConfigReader({}),
      path: `nthlayer.dataSources[${index}]`,
    })),
    factories: new Map([['fake', factory]]),
    logger: silent,
  });
}
