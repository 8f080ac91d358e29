import { LoggerService } from '@backstage/backend-plugin-api';
import {
  MetricsService,
  MetricsServiceObservableResult,
} from '@backstage/backend-plugin-api/alpha';
import { BreakerState } from '@nthlayer/engine';
import { BudgetAlertStore } from '../budgetAlerts/BudgetAlertStore';
import { Clock } from '../clock';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { CheckedHealth, HealthCache } from '../dataSources/HealthCache';
import { MINUTE_MS, SECOND_MS } from '../durations';
import { SloStore, SourceSummary } from '../slos/SloStore';
import { createObservableGauge } from './create';
import { MetricDefinition, METRICS } from './definitions';

/** Who collects all gauges at a time is answered from one look. */
const FRESH_MS = 5 * SECOND_MS;
const MAX_AGE_TICKS = 3;

const BREAKER: Readonly<Record<BreakerState, number>> = {
  closed: 0,
  'half-open': 1,
  open: 2,
};

/** What gauges are read from. */
export interface ObserveLedgerOptions {
  readonly alertStore: BudgetAlertStore;
  readonly clock: Clock;
  readonly health: HealthCache;
  readonly logger: LoggerService;
  readonly metrics: MetricsService;
  readonly slos: SloStore;
  readonly sources: DataSourceRegistry;
  readonly tickMs: number;
}

/** Registers the gauges of the ledger and of the data sources. They are looked up only when somebody collects. */
export function observeLedger(options: ObserveLedgerOptions): void {
  const summaries = summariesOf(options);
  const observeSlos = (
    definition: MetricDefinition,
    valueOf: (summary: SourceSummary) => number,
  ) =>
    observe(options, definition, async result => {
      for (const summary of await summaries()) {
        const { dataSource } = summary;
        result.observe(valueOf(summary), { data_source: dataSource });
      }
    });
  observeSlos(METRICS.slos, ({ slos }) => slos);
  observeSlos(METRICS.failing, ({ failing }) => failing);
  observeSlos(METRICS.stale, ({ stale }) => stale);
  observeSlos(METRICS.gaps, ({ gaps }) => gaps);
  observeSlos(
    METRICS.lag,
    ({ readUntilMs }) => (options.clock.now() - readUntilMs) / SECOND_MS,
  );
  observe(options, METRICS.noticesWaiting, async result =>
    result.observe(await options.alertStore.countWaiting()),
  );
  observeHealth(options, METRICS.up, ({ health }) =>
    health.state === 'up' ? 1 : 0,
  );
  observeHealth(options, METRICS.breaker, ({ health }) =>
    health.breaker === undefined ? undefined : BREAKER[health.breaker],
  );
  observeHealth(options, METRICS.latency, ({ health }) =>
    health.latencyMs === undefined ? undefined : health.latencyMs / SECOND_MS,
  );
}

/** What was found at the last check; whoever collects does not wait for a data source that hangs. */
function observeHealth(
  options: ObserveLedgerOptions,
  definition: MetricDefinition,
  valueOf: (checked: CheckedHealth) => number | undefined,
): void {
  observe(options, definition, async result => {
    for (const { name, source } of options.sources.list()) {
      const checked = options.health.last(source);
      const value = checked && valueOf(checked);
      if (value !== undefined) {
        result.observe(value, { data_source: name });
      }
    }
  });
}

function observe(
  { logger, metrics }: ObserveLedgerOptions,
  definition: MetricDefinition,
  callback: (result: MetricsServiceObservableResult) => Promise<void>,
): void {
  createObservableGauge(metrics, definition).addCallback(async result => {
    try {
      await callback(result);
    } catch (error) {
      logger.debug(`${definition.name} cannot be observed: ${error}`);
    }
  });
}

function summariesOf({
  clock,
  slos,
  tickMs,
}: ObserveLedgerOptions): () => Promise<SourceSummary[]> {
  let last: Promise<SourceSummary[]> | undefined;
  let lookedAtMs = -Infinity;
  return () => {
    const nowMs = clock.now();
    if (!last || nowMs - lookedAtMs >= FRESH_MS) {
      lookedAtMs = nowMs;
      const oldestMs = nowMs - MAX_AGE_TICKS * Math.max(tickMs, MINUTE_MS);
      last = slos.summarise(oldestMs);
    }
    return last;
  };
}
