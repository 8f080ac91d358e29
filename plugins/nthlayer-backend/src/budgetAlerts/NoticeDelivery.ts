import { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationSeverity } from '@backstage/plugin-notifications-common';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { NTHLAYER_BUDGET_TOPIC } from '@nthlayer/backstage-plugin-nthlayer-common';
import { thresholdOf } from '@nthlayer/engine';
import { Clock } from '../clock';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';
import { throwIfLost } from '../leases/checkFence';
import { Lease } from '../leases/LeaseStore';
import { BudgetAlertStore, ClaimedNotice, Notice } from './BudgetAlertStore';
import { NoticeWriter } from './NoticeWriter';

const HELD_MS = 2 * MINUTE_MS;
const AT_ONCE = 50;
const LONGEST_WAIT_MS = HOUR_MS;
/** Older news is none. */
const GIVEN_UP_AFTER_MS = DAY_MS;

/** What a delivery works with. */
export interface NoticeDeliveryOptions {
  readonly alertStore: BudgetAlertStore;
  readonly clock: Clock;
  readonly events: EventsService;
  readonly logger: LoggerService;
  readonly notifications: NotificationService;
  readonly writer: NoticeWriter;
}

/**
 * Delivers notices: to the owner through Backstage's notifications, and to other plugins as an event. What fails is tried
 * again; a notice that arrives twice has the same scope and id, and so is the same notification.
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
    const nowMs = clock.now();
    const due = await alertStore.claim(
      { nowMs, untilMs: nowMs + HELD_MS, limit: AT_ONCE },
      fence,
    );
    for (const claimed of due) {
      signal.throwIfAborted();
      await this.#deliver(claimed, fence);
    }
  }

  async #deliver(
    { id, told, tries }: ClaimedNotice,
    fence: Lease | undefined,
  ): Promise<void> {
    const { alertStore, clock, logger, writer } = this.#options;
    try {
      const notice = 'title' in told ? told : await writer.write(told);
      await this.#publish(notice);
      await this.#notify(notice);
      const delivered = { outcome: 'delivered', nowMs: clock.now() } as const;
      await alertStore.settle(id, delivered, fence);
    } catch (error) {
      throwIfLost(error);
      const nowMs = clock.now();
      if (nowMs - told.crossedAtMs > GIVEN_UP_AFTER_MS) {
        await alertStore.settle(id, { outcome: 'given-up', nowMs }, fence);
      } else {
        const waitMs = Math.min(LONGEST_WAIT_MS, MINUTE_MS * 2 ** tries);
        await alertStore.postpone(id, nowMs + waitMs, fence);
      }
      logger.warn(`A budget notice of ${told.entityRef} was not delivered`, {
        notice: id,
        error: error instanceof Error ? error.message : String(error),
      });
    }
  }

  async #publish({ title, description, ...facts }: Notice): Promise<void> {
    await this.#options.events.publish({
      topic: NTHLAYER_BUDGET_TOPIC,
      eventPayload: { ...facts, title, description },
    });
  }

  async #notify(notice: Notice): Promise<void> {
    const { notifications, logger } = this.#options;
    if (notice.owner === undefined) {
      return;
    }
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: notice.owner },
        payload: {
          title: notice.simulated ? `Simulated: ${notice.title}` : notice.title,
          description: notice.description,
          link: linkOf(notice),
          severity: severityOf(notice),
          topic: NTHLAYER_BUDGET_TOPIC,
          scope: `nthlayer:${notice.id}`,
        },
      });
    } catch (error) {
      if (!isNotInstalled(error)) {
        throw error;
      }
      logger.debug('The notifications plugin is not installed');
    }
  }
}

function linkOf({ entityRef, environment, slo }: Notice): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const path = [namespace, kind, name]
    .map(part => encodeURIComponent(part.toLowerCase()))
    .join('/');
  const query = new URLSearchParams({ environment, slo });
  return `/catalog/${path}/reliability?${query}`;
}

function severityOf({ level }: Notice): NotificationSeverity {
  const percent = thresholdOf(level);
  if (percent === undefined) {
    return level.startsWith('page') ? 'critical' : 'high';
  }
  return percent >= 95 ? 'high' : 'normal';
}

/** Nobody answers at the address of notifications. */
function isNotInstalled(error: unknown): boolean {
  return (error as { statusCode?: number }).statusCode === 404;
}
