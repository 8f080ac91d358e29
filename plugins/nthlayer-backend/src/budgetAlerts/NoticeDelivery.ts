import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../clock';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../durations';
import { Lease } from '../leases/LeaseStore';
import { NoticeMetrics } from '../metrics/NoticeMetrics';
import { raceAbort } from '../raceAbort';
import {
  BudgetAlertStore,
  ClaimedNotice,
  NOTICE_WAYS,
  NoticeOutcome,
  NoticeWay,
} from './BudgetAlertStore';
import { NoticeSender } from './NoticeSender';
import { NoticeWriter } from './NoticeWriter';

const HELD_MS = 2 * MINUTE_MS;
/** So many are under way at a time, that they are told long before they are free for others. */
const AT_ONCE = 10;
/** What is left then is taken up by the next turn, so that one that never ends does not look like one that hangs. */
const LONGEST_TURN_MS = 5 * MINUTE_MS;
const LONGEST_ANSWER_MS = 10 * SECOND_MS;
const LONGEST_WAIT_MS = HOUR_MS;
/** Older news is none. */
const GIVEN_UP_AFTER_MS = DAY_MS;

/** What a delivery works with. */
export interface NoticeDeliveryOptions {
  readonly alertStore: BudgetAlertStore;
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly metrics: NoticeMetrics;
  readonly sender: NoticeSender;
  readonly writer: NoticeWriter;
  /** Who does not answer so long has failed. Default is 10 s. */
  readonly answerMs?: number;
}

/**
 * Delivers notices, the worst first. What fails is tried again, and what was told then is not; a notice that arrives
 * twice all the same, since the process ended before that was kept, has the same scope and id.
 */
export class NoticeDelivery {
  readonly #options: NoticeDeliveryOptions;

  static create(options: NoticeDeliveryOptions): NoticeDelivery {
    return new NoticeDelivery(options);
  }

  private constructor(options: NoticeDeliveryOptions) {
    this.#options = options;
  }

  async run(signal: AbortSignal, fence?: Lease): Promise<void> {
    const { alertStore, clock } = this.#options;
    const endMs = clock.now() + LONGEST_TURN_MS;
    let taken: number;
    do {
      signal.throwIfAborted();
      const nowMs = clock.now();
      const due = await alertStore.claim(
        { nowMs, untilMs: nowMs + HELD_MS, limit: AT_ONCE },
        fence,
      );
      await allEnded(due.map(claimed => this.#deliver(claimed, fence)));
      taken = due.length;
    } while (taken === AT_ONCE && clock.now() < endMs);
  }

  async #deliver(
    claimed: ClaimedNotice,
    fence: Lease | undefined,
  ): Promise<void> {
    const { alertStore, clock, logger } = this.#options;
    const { id, told, tries } = claimed;
    const { done, errors } = await this.#tell(claimed);
    const nowMs = clock.now();
    if (errors.length === 0) {
      await this.#settle(id, { outcome: 'delivered', nowMs }, fence);
      return;
    }
    const facts = { notice: id, error: errors.join('; ') };
    const what = `A budget notice of ${told.entityRef}`;
    if (nowMs - told.crossedAtMs > GIVEN_UP_AFTER_MS) {
      await this.#settle(id, { outcome: 'given-up', nowMs }, fence);
      logger.error(`${what} was given up after a day`, facts);
      return;
    }
    const waitMs = Math.min(LONGEST_WAIT_MS, MINUTE_MS * 2 ** tries);
    const attempt = { done, nowMs, againAtMs: nowMs + waitMs };
    await alertStore.postpone(id, attempt, fence);
    logger.warn(`${what} was not delivered`, facts);
  }

  /** In every way that is left; one that fails holds no other back. */
  async #tell({
    told,
    done,
  }: ClaimedNotice): Promise<{ done: NoticeWay[]; errors: string[] }> {
    const { sender, writer, answerMs = LONGEST_ANSWER_MS } = this.#options;
    const left = NOTICE_WAYS.filter(way => !done.includes(way));
    try {
      const notice = 'title' in told ? told : await writer.write(told);
      const tries = await Promise.allSettled(
        left.map(way =>
          raceAbort(sender.send(notice, way), AbortSignal.timeout(answerMs)),
        ),
      );
      return {
        done: left.filter((_, index) => tries[index].status === 'fulfilled'),
        errors: tries.flatMap(each =>
          each.status === 'rejected' ? [messageOf(each.reason)] : [],
        ),
      };
    } catch (error) {
      return { done: [], errors: [messageOf(error)] };
    }
  }

  async #settle(
    id: string,
    how: { outcome: NoticeOutcome; nowMs: number },
    fence: Lease | undefined,
  ): Promise<void> {
    const { alertStore, metrics } = this.#options;
    await alertStore.settle(id, how, fence);
    metrics.settled(how.outcome);
  }
}

/** What one of them throws, but not before all have ended: they need the lease. */
async function allEnded(work: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(work);
  await Promise.all(work);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
