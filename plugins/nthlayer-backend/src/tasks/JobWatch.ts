import { randomUUID } from 'node:crypto';
import { JobMetrics } from '../metrics/JobMetrics';
import { JobOutcome } from './Jobs';
import { RunLogger } from './RunLogger';

/** Makes turns of jobs visible: in metrics, and in the log by an id that every line of a turn bears. */
export class JobWatch {
  readonly #logger: RunLogger;
  readonly #metrics: JobMetrics;

  static create(options: { logger: RunLogger; metrics: JobMetrics }): JobWatch {
    return new JobWatch(options.logger, options.metrics);
  }

  private constructor(logger: RunLogger, metrics: JobMetrics) {
    this.#logger = logger;
    this.#metrics = metrics;
  }

  run(job: string, turn: () => Promise<JobOutcome>): Promise<JobOutcome> {
    return this.#logger.within({ job, run: randomUUID() }, async () => {
      const startedMs = performance.now();
      const outcome = await turn();
      const seconds = (performance.now() - startedMs) / 1000;
      const worked = outcome !== 'busy';
      this.#metrics.ended(job, outcome, worked ? seconds : undefined);
      this.#logger.debug(`${job} ended`, { outcome, seconds });
      return outcome;
    });
  }
}
