import { LoggerService } from '@backstage/backend-plugin-api';
import { SECOND_MS } from '../durations';
import { TurnOutcome } from '../evaluation/ReadingTurn';
import { Lease, LeaseStore } from '../leases/LeaseStore';
import { JobWatch } from './JobWatch';

/** A process that was killed holds a job back for so long; one that lives renews well before. */
const TTL_MS = 15 * SECOND_MS;
const RENEW_EVERY_MS = 4 * SECOND_MS;

/** What jobs need. */
export interface JobsOptions {
  readonly leases: LeaseStore;
  readonly logger: LoggerService;
  /** Tells this process from others. */
  readonly holder: string;
  /** Aborted when the process is to end. */
  readonly signal: AbortSignal;
  /** Makes turns visible. */
  readonly watch?: JobWatch;
}

/** How a job ended. `busy`: another process, or an earlier turn of this one, is at it. */
export type JobOutcome = TurnOutcome | 'busy';

/** Does a job once. Fails by an error, which is logged, or by saying that something failed, which it has logged. */
export type JobWork = (
  signal: AbortSignal,
  lease: Lease,
) => Promise<TurnOutcome | void>;

/**
 * Does jobs under leases, which are kept alive while the work goes on. A lease ends soon after its process, whereas a
 * lock of the scheduler would hold until the longest time that the job may take.
 */
export class Jobs {
  readonly #options: JobsOptions;

  static create(options: JobsOptions): Jobs {
    return new Jobs(options);
  }

  private constructor(options: JobsOptions) {
    this.#options = options;
  }

  async run(job: string, work: JobWork): Promise<JobOutcome> {
    const turn = () => this.#turn(job, work);
    return this.#options.watch?.run(job, turn) ?? turn();
  }

  async #turn(job: string, work: JobWork): Promise<JobOutcome> {
    const { leases, logger, holder, signal } = this.#options;
    try {
      const lease = await leases.acquire(job, holder, TTL_MS);
      if (!lease) {
        logger.debug(`${job} is being done already`);
        return 'busy';
      }
      const lost = new AbortController();
      const heartbeat = setInterval(
        () => this.#renew(lease, lost),
        RENEW_EVERY_MS,
      );
      try {
        const whole = AbortSignal.any([signal, lost.signal]);
        return (await work(whole, lease)) ?? 'done';
      } finally {
        clearInterval(heartbeat);
        await leases.release(lease);
      }
    } catch (error) {
      if (!signal.aborted) {
        logger.error(`${job} failed`, asError(error));
      }
      return 'failed';
    }
  }

  async #renew(lease: Lease, lost: AbortController): Promise<void> {
    const { leases, logger } = this.#options;
    try {
      if (!(await leases.renew(lease, TTL_MS))) {
        logger.warn(`${lease.job} was taken over by another process`);
        lost.abort();
      }
    } catch (error) {
      logger.warn(`The lease of ${lease.job} was not renewed: ${error}`);
    }
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
