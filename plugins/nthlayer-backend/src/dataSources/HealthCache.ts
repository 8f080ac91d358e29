import { DataSource, DataSourceHealth } from '@nthlayer/engine';
import { Clock } from '../clock';
import { SECOND_MS } from '../durations';

const FRESH_MS = 15 * SECOND_MS;
const TIMEOUT_MS = 5 * SECOND_MS;
const LAST_IS_GOOD_MS = 30 * SECOND_MS;

/** Health and when it was found. */
export interface CheckedHealth {
  readonly health: DataSourceHealth;
  readonly checkedAtMs: number;
  /** Start of an unbroken run of failed checks. */
  readonly downSinceMs?: number;
}

/** Asks a data source for its health at most every 15 seconds, however many callers want to know. */
export class HealthCache {
  readonly #clock: Clock;
  readonly #checks = new Map<string, Promise<CheckedHealth>>();
  readonly #last = new Map<string, CheckedHealth>();

  static create(options: { clock: Clock }): HealthCache {
    return new HealthCache(options.clock);
  }

  private constructor(clock: Clock) {
    this.#clock = clock;
  }

  async check(source: DataSource): Promise<CheckedHealth> {
    const last = this.#last.get(source.id);
    if (last && this.#clock.now() - last.checkedAtMs < FRESH_MS) {
      return last;
    }
    const running = this.#checks.get(source.id) ?? this.#start(source);
    this.#checks.set(source.id, running);
    return running;
  }

  /** What was found last, at once; when that is long ago, the source is asked for the next time. */
  last(source: DataSource): CheckedHealth | undefined {
    const last = this.#last.get(source.id);
    if (!last || this.#clock.now() - last.checkedAtMs >= LAST_IS_GOOD_MS) {
      void this.check(source);
    }
    return last;
  }

  async #start(source: DataSource): Promise<CheckedHealth> {
    const health = await askHealth(source);
    const checkedAtMs = this.#clock.now();
    const before = this.#last.get(source.id)?.downSinceMs;
    const checked = {
      health,
      checkedAtMs,
      ...(health.state === 'down' && { downSinceMs: before ?? checkedAtMs }),
    };
    this.#last.set(source.id, checked);
    this.#checks.delete(source.id);
    return checked;
  }
}

async function askHealth(source: DataSource): Promise<DataSourceHealth> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const timedOut = new Promise<DataSourceHealth>(resolve => {
    signal.addEventListener('abort', () => resolve(TIMED_OUT), { once: true });
  });
  try {
    return await Promise.race([source.health({ signal }), timedOut]);
  } catch {
    return signal.aborted ? TIMED_OUT : UNREACHABLE;
  }
}

const TIMED_OUT: DataSourceHealth = {
  state: 'down',
  problem: {
    code: 'timeout',
    message: 'The data source did not answer in time.',
  },
};

const UNREACHABLE: DataSourceHealth = {
  state: 'down',
  problem: {
    code: 'unreachable',
    message: 'The data source could not be reached.',
  },
};
