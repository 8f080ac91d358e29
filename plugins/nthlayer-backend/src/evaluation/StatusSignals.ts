import { SignalsService } from '@backstage/plugin-signals-node';
import { NTHLAYER_STATUS_CHANNEL } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Clock } from '../clock';
import { SECOND_MS } from '../durations';
import { StatusListener } from './StatusListener';

/** Statuses come in batches; open pages need not load more often. */
const LEAST_APART_MS = 5 * SECOND_MS;

/** Tells open pages that there are new statuses. Not of whom: not everybody may see every service. */
export class StatusSignals implements StatusListener {
  readonly #signals: SignalsService;
  readonly #clock: Clock;
  #lastMs = -Infinity;

  static create(options: {
    signals: SignalsService;
    clock: Clock;
  }): StatusSignals {
    return new StatusSignals(options.signals, options.clock);
  }

  private constructor(signals: SignalsService, clock: Clock) {
    this.#signals = signals;
    this.#clock = clock;
  }

  async statusesSaved(): Promise<void> {
    const nowMs = this.#clock.now();
    if (nowMs - this.#lastMs < LEAST_APART_MS) {
      return;
    }
    this.#lastMs = nowMs;
    await this.#signals.publish({
      recipients: { type: 'broadcast' },
      channel: NTHLAYER_STATUS_CHANNEL,
      message: { evaluatedAtMs: nowMs },
    });
  }
}
