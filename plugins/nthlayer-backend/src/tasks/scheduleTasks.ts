import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { Backfill } from '../backfill/Backfill';
import { CatalogSync } from '../catalog/CatalogSync';
import { Clock } from '../clock';
import { NthlayerConfig } from '../config/NthlayerConfig';
import { MINUTE_MS } from '../durations';
import { EvaluationTick } from '../evaluation/EvaluationTick';
import { ServiceStore } from '../services/ServiceStore';
import { TileStore } from '../tiles/TileStore';
import { StartupRetries } from './StartupRetries';
import { exclusively } from './exclusively';

/** Ids of the scheduled tasks. */
export const TASKS = {
  sync: 'nthlayer-sync',
  tick: 'nthlayer-tick',
  backfill: 'nthlayer-backfill',
  purge: 'nthlayer-purge',
} as const;

/** What is to be run, and when. */
export interface ScheduleTasksOptions {
  readonly backfill: Backfill;
  readonly clock: Clock;
  readonly config: NthlayerConfig;
  readonly logger: LoggerService;
  readonly scheduler: SchedulerService;
  readonly services: ServiceStore;
  readonly sync: CatalogSync;
  readonly tick: EvaluationTick;
  readonly tiles: TileStore;
}

/** Hands the work to the scheduler, whose locks keep replicas apart. */
export async function scheduleTasks(
  options: ScheduleTasksOptions,
): Promise<void> {
  const { config } = options;
  const retries = StartupRetries.create({
    retry: () => trigger(options, TASKS.sync),
  });
  await schedule(options, TASKS.sync, {
    everyMs: config.syncMs,
    run: signal => sync(options, { retries, signal }),
  });
  await schedule(options, TASKS.tick, {
    everyMs: config.tickMs,
    run: signal => options.tick.run(signal),
  });
  await schedule(options, TASKS.backfill, {
    everyMs: MINUTE_MS,
    timeoutMs: 60 * MINUTE_MS,
    run: signal => options.backfill.run(signal),
  });
  await schedule(options, TASKS.purge, {
    everyMs: 60 * MINUTE_MS,
    run: () => purge(options),
  });
}

async function schedule(
  { scheduler, logger }: ScheduleTasksOptions,
  id: string,
  task: {
    everyMs: number;
    timeoutMs?: number;
    run: (signal: AbortSignal) => Promise<void>;
  },
): Promise<void> {
  const run = exclusively(task.run);
  await scheduler.scheduleTask({
    id,
    frequency: { milliseconds: task.everyMs },
    timeout: { milliseconds: task.timeoutMs ?? 5 * MINUTE_MS },
    scope: 'global',
    fn: async signal => {
      if (!(await run(signal))) {
        logger.warn(`${id} is still running; this turn is left out`);
      }
    },
  });
}

/** New SLIs are read at once, so that nobody waits for the next turn to see history. */
async function sync(
  options: ScheduleTasksOptions,
  { retries, signal }: { retries: StartupRetries; signal: AbortSignal },
): Promise<void> {
  const outcome = await options.sync.run(signal).catch(error => {
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
  }
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

async function purge({
  clock,
  logger,
  services,
  tiles,
}: ScheduleTasksOptions): Promise<void> {
  const removed = await services.purgeServices(clock.now());
  const rows = await tiles.purgeTiles(clock.now());
  if (removed > 0 || rows > 0) {
    logger.info('Removed what is past its retention', { removed, rows });
  }
}
