import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { BudgetAlertStore } from '../budgetAlerts/BudgetAlertStore';
import { NoticeDelivery } from '../budgetAlerts/NoticeDelivery';
import { Backfill } from '../backfill/Backfill';
import { CatalogSync } from '../catalog/CatalogSync';
import { Clock } from '../clock';
import { NthlayerConfig } from '../config/NthlayerConfig';
import { MINUTE_MS, SECOND_MS, TILE_RETENTION_MS } from '../durations';
import { EvaluationTick } from '../evaluation/EvaluationTick';
import { Lease } from '../leases/LeaseStore';
import { SloLint } from '../lint/SloLint';
import { DomainSync } from '../portfolio/DomainSync';
import { ServiceStore } from '../services/ServiceStore';
import { SloStore } from '../slos/SloStore';
import { TileStore } from '../tiles/TileStore';
import { ReadingTurn, TurnOutcome } from '../evaluation/ReadingTurn';
import { Jobs } from './Jobs';
import { StartupRetries } from './StartupRetries';

/** Ids of the scheduled tasks. */
export const TASKS = {
  sync: 'nthlayer-sync',
  tick: 'nthlayer-tick',
  backfill: 'nthlayer-backfill',
  seal: 'nthlayer-seal',
  purge: 'nthlayer-purge',
  lint: 'nthlayer-lint',
  notices: 'nthlayer-notices',
} as const;

/** What is to be run, and when. */
export interface ScheduleTasksOptions {
  readonly alertStore: BudgetAlertStore;
  readonly backfill: Backfill;
  readonly clock: Clock;
  readonly config: NthlayerConfig;
  readonly domainSync: DomainSync;
  readonly jobs: Jobs;
  readonly lint: SloLint;
  readonly logger: LoggerService;
  readonly notices: NoticeDelivery;
  readonly scheduler: SchedulerService;
  readonly services: ServiceStore;
  readonly slos: SloStore;
  readonly sync: CatalogSync;
  readonly tick: EvaluationTick;
  readonly tiles: TileStore;
}

/** The scheduler says when, once for all replicas; the work itself is done under a lease. */
export async function scheduleTasks(
  options: ScheduleTasksOptions,
): Promise<void> {
  const { config } = options;
  const retries = StartupRetries.create({
    retry: () => trigger(options, TASKS.sync),
  });
  await schedule(options, TASKS.sync, {
    everyMs: config.syncMs,
    run: (signal, fence) => sync(options, { retries, signal, fence }),
  });
  await scheduleBySource(options, TASKS.tick, {
    everyMs: config.tickMs,
    run: (signal, turn) => options.tick.run(signal, turn),
  });
  await scheduleBySource(options, TASKS.backfill, {
    everyMs: 20 * SECOND_MS,
    run: (signal, turn) => options.backfill.run(signal, turn),
  });
  await schedule(options, TASKS.seal, {
    everyMs: 10 * MINUTE_MS,
    run: (_, fence) => seal(options, fence),
  });
  await schedule(options, TASKS.purge, {
    everyMs: 60 * MINUTE_MS,
    run: (_, fence) => purge(options, fence),
  });
  await schedule(options, TASKS.lint, {
    everyMs: 60 * MINUTE_MS,
    run: (signal, fence) => options.lint.run(signal, fence),
  });
  await schedule(options, TASKS.notices, {
    everyMs: 20 * SECOND_MS,
    run: (signal, fence) => options.notices.run(signal, fence),
  });
}

/**
 * Starts the job and does not wait for it: the scheduler's lock is free again at once, so that a process that is killed
 * in the middle holds nothing back but its lease.
 */
async function schedule(
  options: ScheduleTasksOptions,
  id: string,
  task: {
    everyMs: number;
    run: (signal: AbortSignal, fence: Lease) => Promise<void>;
  },
): Promise<void> {
  await scheduleJobs(options, id, {
    everyMs: task.everyMs,
    start: async () => {
      void options.jobs.run(id, task.run);
    },
  });
}

/** A job, and so a lease, for each data source: one that hangs does not make the others miss a turn. */
async function scheduleBySource(
  options: ScheduleTasksOptions,
  id: string,
  task: {
    everyMs: number;
    run: (signal: AbortSignal, turn: ReadingTurn) => Promise<TurnOutcome>;
  },
): Promise<void> {
  await scheduleJobs(options, id, {
    everyMs: task.everyMs,
    start: async () => {
      for (const dataSource of await options.slos.listDataSources()) {
        void options.jobs.run(`${id}:${dataSource}`, (signal, fence) =>
          task.run(signal, { dataSource, fence }),
        );
      }
    },
  });
}

async function scheduleJobs(
  { scheduler }: ScheduleTasksOptions,
  id: string,
  task: { everyMs: number; start: () => Promise<void> },
): Promise<void> {
  await scheduler.scheduleTask({
    id,
    frequency: { milliseconds: task.everyMs },
    timeout: { milliseconds: MINUTE_MS },
    scope: 'global',
    fn: task.start,
  });
}

/** New SLIs are read at once, so that nobody waits for the next turn to see history. */
async function sync(
  options: ScheduleTasksOptions,
  {
    retries,
    signal,
    fence,
  }: { retries: StartupRetries; signal: AbortSignal; fence: Lease },
): Promise<void> {
  const outcome = await options.sync.run(signal, fence).catch(error => {
    retries.cameTooEarly();
    throw error;
  });
  if (outcome.services > 0) {
    retries.succeeded();
  } else {
    retries.cameTooEarly();
  }
  if (outcome.compiled > 0 || outcome.deleted > 0) {
    options.logger.info('Followed the catalog', { ...outcome });
  }
  if (outcome.slisAdded > 0) {
    await trigger(options, TASKS.backfill);
  }
  if (outcome.compiled > 0) {
    await trigger(options, TASKS.tick);
    await trigger(options, TASKS.lint);
  }
  await options.domainSync.run(signal, fence);
}

/** A task that is running already takes the new work up in its next turn. */
async function trigger(
  { scheduler, logger }: ScheduleTasksOptions,
  id: string,
): Promise<void> {
  try {
    await scheduler.triggerTask(id);
  } catch (error) {
    logger.debug(`${id} is not triggered: ${error}`);
  }
}

async function seal(
  { clock, logger, tiles }: ScheduleTasksOptions,
  fence: Lease,
): Promise<void> {
  const ticks = await tiles.sealTiles(clock.now(), fence);
  if (ticks > 0) {
    logger.debug('Sealed the tiles of hours that are over', { ticks });
  }
}

async function purge(
  { alertStore, clock, logger, services, slos, tiles }: ScheduleTasksOptions,
  fence: Lease,
): Promise<void> {
  const removed = await services.purgeServices(clock.now(), fence);
  await slos.purgeStatuses(fence);
  const rows = await tiles.purgeTiles(clock.now(), fence);
  await alertStore.purge(clock.now() - TILE_RETENTION_MS, fence);
  if (removed > 0 || rows > 0) {
    logger.info('Removed what is past its retention', { removed, rows });
  }
}
