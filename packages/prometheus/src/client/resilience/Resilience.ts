import {
  BrokenCircuitError,
  CircuitBreakerPolicy,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  ExponentialBackoff,
  handleWhen,
  IPolicy,
  retry,
  wrap,
} from 'cockatiel';
import { BreakerState } from '@nthlayer/engine';
import { AskedToWait, GivenUp, PrometheusProblem } from '../prometheusProblem';
import { RequestPause } from './RequestPause';
import { isFault, isTransient } from './faults';

/**
 * How often a request is repeated, and when a server that does not answer is left alone.
 *
 * @public
 */
export interface PrometheusRetryOptions {
  /** How often a request that may succeed later is repeated. Default 2. */
  readonly retries?: number;
  /** Before the first repetition, milliseconds; twice as long before each further one. Default 250. */
  readonly firstDelayMs?: number;
  /** Longest wait that a server may ask for with `Retry-After`, milliseconds; for more nobody waits. Default 15,000. */
  readonly longestWaitMs?: number;
  /** Failures in a row after which the server is left alone. Default 5. */
  readonly failuresToBreak?: number;
  /** How long it is left alone at first, milliseconds; then longer and longer, up to 30 s. Default 5,000. */
  readonly breakMs?: number;
}

const LONGEST_BREAK_MS = 30_000;
const STATES: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
};

/** Half of the delay is fixed, the other half by chance, so that those that failed together do not come back together. */
function withJitter(delayMs: number): number {
  return delayMs / 2 + (Math.random() * delayMs) / 2;
}

function delayOf(error: unknown, attempt: number, firstDelayMs: number) {
  const asked = error instanceof AskedToWait ? error.waitMs ?? 0 : 0;
  return asked + withJitter(firstDelayMs * 2 ** (attempt - 1));
}

/** Asks one server: again where that may help, and not for a while where nobody answers. */
export class Resilience {
  readonly #breaker: CircuitBreakerPolicy;
  readonly #policy: IPolicy;
  readonly #pause: RequestPause;
  #lastFault: PrometheusProblem | undefined;

  static create(options: PrometheusRetryOptions = {}): Resilience {
    return new Resilience(options);
  }

  private constructor({
    retries = 2,
    firstDelayMs = 250,
    longestWaitMs = 15_000,
    failuresToBreak = 5,
    breakMs = 5_000,
  }: PrometheusRetryOptions) {
    this.#pause = RequestPause.create({ longestWaitMs });
    this.#breaker = circuitBreaker(handleWhen(isFault), {
      breaker: new ConsecutiveBreaker(failuresToBreak),
      halfOpenAfter: new ExponentialBackoff({
        initialDelay: breakMs,
        maxDelay: LONGEST_BREAK_MS,
      }),
    });
    const again = retry(
      handleWhen(error => isTransient(error, longestWaitMs)),
      {
        maxAttempts: retries,
        backoff: new DelegateBackoff(({ attempt, result }) =>
          delayOf(
            'error' in result ? result.error : undefined,
            attempt,
            firstDelayMs,
          ),
        ),
      },
    );
    this.#policy = wrap(again, this.#breaker);
  }

  get breaker(): BreakerState {
    return STATES[this.#breaker.state];
  }

  /**
   * What `ask` answers in the end. With `once` it is asked at most once.
   *
   * @throws PrometheusProblem
   */
  async run<T>(
    ask: () => Promise<T>,
    { signal, once = false }: { signal?: AbortSignal; once?: boolean } = {},
  ): Promise<T> {
    const policy = once ? this.#breaker : this.#policy;
    try {
      return await untilAborted(
        policy.execute(() => this.#attempt(ask, signal)),
        signal,
      );
    } catch (error) {
      throw error instanceof BrokenCircuitError ? this.#leftAlone() : error;
    }
  }

  async #attempt<T>(
    ask: () => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    await this.#pause.over(signal);
    if (signal?.aborted) {
      throw new GivenUp();
    }
    try {
      return await ask();
    } catch (error) {
      if (error instanceof AskedToWait) {
        this.#pause.start(error);
      }
      if (error instanceof PrometheusProblem && isFault(error)) {
        this.#lastFault = error;
      }
      throw error;
    }
  }

  #leftAlone(): PrometheusProblem {
    const { code, message } = this.#lastFault?.problem ?? {
      code: 'unreachable',
      message: 'The server does not answer',
    };
    return new PrometheusProblem(
      code,
      `${message}; it is left alone for some seconds`,
    );
  }
}

/** Pauses between repetitions end with the signal, too. */
function untilAborted<T>(
  asking: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) {
    return asking;
  }
  return new Promise((resolve, reject) => {
    const stop = () => reject(new GivenUp());
    if (signal.aborted) {
      stop();
    }
    signal.addEventListener('abort', stop, { once: true });
    asking
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}
