import { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { NTHLAYER_BUDGET_TOPIC } from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson } from '@nthlayer/engine';
import { Notice, NoticeWay } from './BudgetAlertStore';
import { severityOf } from './noticeSeverity';

/** What a sender works with. */
export interface NoticeSenderOptions {
  readonly events: EventsService;
  readonly logger: LoggerService;
  readonly notifications: NotificationService;
}

/** Tells notices: to other plugins as an event, and to the owner through Backstage's notifications. */
export class NoticeSender {
  readonly #options: NoticeSenderOptions;

  static create(options: NoticeSenderOptions): NoticeSender {
    return new NoticeSender(options);
  }

  private constructor(options: NoticeSenderOptions) {
    this.#options = options;
  }

  send(notice: Notice, way: NoticeWay): Promise<void> {
    return way === 'event' ? this.#publish(notice) : this.#notify(notice);
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
          severity: severityOf(notice.level),
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

/** Opens the tab at the budget, which it names by its SLO and group. */
function linkOf({ entityRef, environment, slo, labels }: Notice): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const path = [namespace, kind, name]
    .map(part => encodeURIComponent(part.toLowerCase()))
    .join('/');
  const isGroup = Object.keys(labels).length > 0;
  const query = new URLSearchParams({
    environment,
    slo: isGroup ? `${slo} ${canonicalJson(labels)}` : slo,
  });
  return `/catalog/${path}/reliability?${query}`;
}

/** Nobody answers at the address of notifications, which their service tells in words only. */
function isNotInstalled(error: unknown): boolean {
  return /\bstatus 404\b/.test(String(error));
}
