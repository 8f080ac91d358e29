import {
  AuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { ScmIntegrations } from '@backstage/integration';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  DataSourceFactory,
  SpecReader,
} from '@nthlayer/backstage-plugin-nthlayer-node';
import { Generator } from '@nthlayer/engine';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { BudgetAlerts } from './budgetAlerts/BudgetAlerts';
import { DatabaseBudgetAlertStore } from './budgetAlerts/DatabaseBudgetAlertStore';
import { NoticeDelivery } from './budgetAlerts/NoticeDelivery';
import { NoticeSender } from './budgetAlerts/NoticeSender';
import { NoticeWriter } from './budgetAlerts/NoticeWriter';
import { Backfill } from './backfill/Backfill';
import { HistoryRetry } from './backfill/HistoryRetry';
import { DatabaseBackfillStore } from './backfill/DatabaseBackfillStore';
import { CatalogSync } from './catalog/CatalogSync';
import { ServiceCompiler } from './catalog/ServiceCompiler';
import { Clock } from './clock';
import { NthlayerConfig } from './config/NthlayerConfig';
import { DataSourceLister } from './dataSources/DataSourceLister';
import { DataSourceRegistry } from './dataSources/DataSourceRegistry';
import { HealthCache } from './dataSources/HealthCache';
import { BudgetEvaluator } from './evaluation/BudgetEvaluator';
import { DatabaseEvaluationStore } from './evaluation/DatabaseEvaluationStore';
import { StatusSignals } from './evaluation/StatusSignals';
import { EvaluationTick } from './evaluation/EvaluationTick';
import { DatabaseExclusionStore } from './exclusions/DatabaseExclusionStore';
import { ExclusionEditor } from './exclusions/ExclusionEditor';
import { HistoryReader } from './history/HistoryReader';
import { DatabaseLintStore } from './lint/DatabaseLintStore';
import { SloLint } from './lint/SloLint';
import { DatabaseLeaseStore } from './leases/DatabaseLeaseStore';
import { JobMetrics } from './metrics/JobMetrics';
import { NoticeMetrics } from './metrics/NoticeMetrics';
import { observeLedger } from './metrics/observeLedger';
import { ReadingMetrics } from './metrics/ReadingMetrics';
import { CursorSeal } from './pages/CursorSeal';
import { DatabasePortfolioStore } from './portfolio/DatabasePortfolioStore';
import { DomainSync } from './portfolio/DomainSync';
import { PortfolioReader } from './portfolio/PortfolioReader';
import { SharedRollups } from './portfolio/SharedRollups';
import { StatusReplay } from './replay/StatusReplay';
import { ServiceAccess } from './permissions/ServiceAccess';
import { DatabaseServiceStore } from './services/DatabaseServiceStore';
import { ServiceLister } from './services/ServiceLister';
import { ServiceLocator } from './services/ServiceLocator';
import { ServiceReader } from './services/ServiceReader';
import { DatabaseSloStore } from './slos/DatabaseSloStore';
import { DatabaseSpecFileStore } from './specFiles/DatabaseSpecFileStore';
import { CatalogFileLines } from './specFiles/CatalogFileLines';
import { SourceLinks } from './specFiles/SourceLinks';
import { SpecFileKeys } from './specFiles/SpecFileKeys';
import { SpecFileReader } from './specFiles/SpecFileReader';
import { SpecFileSync } from './specFiles/SpecFileSync';
import { JobWatch } from './tasks/JobWatch';
import { Jobs } from './tasks/Jobs';
import { RunLogger } from './tasks/RunLogger';
import { DatabaseTileStore } from './tiles/DatabaseTileStore';
import { FileValidator } from './validation/FileValidator';

/** What the plugin is built on. */
export interface CreateServicesOptions {
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly clock: Clock;
  readonly config: NthlayerConfig;
  readonly events: EventsService;
  readonly factories: ReadonlyMap<string, DataSourceFactory>;
  readonly generators: readonly Generator[];
  readonly integrations: ScmIntegrations;
  readonly knex: Knex;
  readonly logger: LoggerService;
  readonly metrics: MetricsService;
  readonly notifications: NotificationService;
  readonly permissions: PermissionsService;
  readonly permissionsRegistry: PermissionsRegistryService;
  readonly signals: SignalsService;
  /** Aborted when the backend shuts down. */
  readonly signal: AbortSignal;
  readonly urlReader: UrlReaderService;
}

/** Everything that does the plugin's work, put together. */
export function createServices(given: CreateServicesOptions) {
  const logger = RunLogger.create(given.logger);
  const options = { ...given, logger };
  const { clock, config, knex, metrics } = options;
  const sources = DataSourceRegistry.create({
    entries: config.dataSources,
    factories: options.factories,
    logger,
    metrics: ReadingMetrics.create(metrics),
  });
  const health = HealthCache.create({ clock });
  const { historyMs, retention, tickMs } = config;
  const services = DatabaseServiceStore.create({ knex, historyMs });
  const slos = DatabaseSloStore.create({ knex });
  const tiles = DatabaseTileStore.create({ knex, retention });
  const specFiles = DatabaseSpecFileStore.create({ knex });
  const specs = SpecReader.create();
  const specFileReader = SpecFileReader.create(options);
  const compiler = ServiceCompiler.create({ ...options, sources, specs });
  const access = ServiceAccess.create(options);
  const exclusions = DatabaseExclusionStore.create({ knex });
  const portfolio = DatabasePortfolioStore.create({ knex });
  const backfillStore = DatabaseBackfillStore.create({ knex });
  const stores = {
    backfillStore,
    services,
    slos,
    tiles,
    exclusions,
    portfolio,
    sources,
    clock,
    logger,
  };
  const locator = ServiceLocator.create({ access, services });
  const alertStore = DatabaseBudgetAlertStore.create({ knex });
  const { budgetAlerts } = config;
  const rollups = SharedRollups.create({ clock, portfolio });
  const evaluator = BudgetEvaluator.create({
    ...stores,
    evaluations: DatabaseEvaluationStore.create({
      knex,
      alerts: BudgetAlerts.create({ ...stores, budgetAlerts }),
    }),
    listeners: [rollups, StatusSignals.create(options)],
    tickMs,
  });
  const history = HistoryReader.create(stores);
  observeLedger({ ...stores, alertStore, health, metrics, tickMs });
  return {
    ...stores,
    access,
    backfill: Backfill.create({ ...stores, evaluator }),
    cursorSeal: CursorSeal.create({ knex }),
    dataSources: DataSourceLister.create({ sources, health }),
    exclusionEditor: ExclusionEditor.create({
      ...stores,
      access,
      evaluator,
      locator,
    }),
    historyRetry: HistoryRetry.create({ ...stores, access, locator }),
    alertStore,
    notices: NoticeDelivery.create({
      ...stores,
      alertStore,
      metrics: NoticeMetrics.create(metrics),
      sender: NoticeSender.create(options),
      writer: NoticeWriter.create(stores),
    }),
    domainSync: DomainSync.create({ ...options, portfolio }),
    specFiles,
    shownAt: () => ({ nowMs: clock.now(), tickMs }),
    portfolioReader: PortfolioReader.create({ ...stores, access, rollups }),
    jobs: Jobs.create({
      ...options,
      leases: DatabaseLeaseStore.create({ knex }),
      holder: randomUUID(),
      watch: JobWatch.create({ logger, metrics: JobMetrics.create(metrics) }),
    }),
    lint: SloLint.create({
      ...options,
      sources,
      lint: DatabaseLintStore.create({ knex }),
    }),
    lister: ServiceLister.create({ ...stores, access, tickMs }),
    reader: ServiceReader.create({
      ...stores,
      access,
      compiler,
      history,
      links: SourceLinks.create({
        ...options,
        lines: CatalogFileLines.create({
          ...options,
          specs,
          reader: specFileReader,
        }),
      }),
      replay: StatusReplay.create({ ...stores, tickMs }),
      locator,
      specFiles,
      tickMs,
    }),
    sync: CatalogSync.create({
      ...options,
      ...stores,
      compiler,
      specFiles,
      specFileSync: SpecFileSync.create({
        ...options,
        environmentsOf: entity => compiler.environmentsOf(entity),
        keys: SpecFileKeys.create(options),
        specFiles,
        specs,
        reader: specFileReader,
        refreshMs: config.specFilesMs,
      }),
    }),
    tick: EvaluationTick.create({ ...stores, evaluator }),
    validator: FileValidator.create({ config, sources, specs }),
  };
}
