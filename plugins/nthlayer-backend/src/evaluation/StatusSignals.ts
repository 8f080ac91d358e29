import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import { NTHLAYER_STATUS_CHANNEL } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Clock } from '../clock';
import { SECOND_MS } from '../durations';
import { StatusListener } from './StatusListener';

/** Statuses come in batches; open pages need not load more often. */
const LEAST_APART_MS = 5 * SECOND_MS;

/** What signals need. */
export interface StatusSignalsOptions {
  readonly signals: SignalsService;
  readonly clock: Clock;
  readonly logger: LoggerService;
}

/**
 * Tells open pages that there are new statuses. Not of whom: not everybody may see every service. What comes soon after
 * a signal is told by one more, so that the last statuses are always told.
 */
export class StatusSignals implements StatusListener {
  readonly #options: StatusSignalsOptions;
  #lastMs = -Infinity;
  #next?: NodeJS.Timeout;

  static create(options: StatusSignalsOptions): StatusSignals {
    return new StatusSignals(options);
  }

  private constructor(options: StatusSignalsOptions) {
    this.#options = options;
  }

  async statusesSaved(): Promise<void> {
    if (this.#next) {
      return;
    }
    const nowMs = this.#options.clock.now();
    const waitMs = this.#lastMs + LEAST_APART_MS - nowMs;
    if (waitMs <= 0) {
      await this.#publish(nowMs);
      return;
    }
    this.#next = setTimeout(() => void this.#publishNext(), waitMs);
    this.#next.unref();
  }

  async #publishNext(): Promise<void> {
    this.#next = undefined;
    try {
      await this.#publish(this.#options.clock.now());
    } catch (error) {
      this.#options.logger.warn(`New statuses are not signalled: ${error}`);
    }
  }

  async #publish(nowMs: number): Promise<void> {
    this.#lastMs = nowMs;
    await this.#options.signals.publish({
      recipients: { type: 'broadcast' },
      channel: NTHLAYER_STATUS_CHANNEL,
      message: { evaluatedAtMs: nowMs },
    });
  }
}
