import { setTimeout } from 'node:timers/promises';
import { AskedToWait } from '../prometheusProblem';

/** A pause that a server asked for. It holds for all requests to it, not only for the one that was refused. */
export class RequestPause {
  readonly #longestWaitMs: number;
  #untilMs = 0;
  #why: AskedToWait | undefined;

  static create(options: { longestWaitMs: number }): RequestPause {
    return new RequestPause(options.longestWaitMs);
  }

  private constructor(longestWaitMs: number) {
    this.#longestWaitMs = longestWaitMs;
  }

  start(why: AskedToWait): void {
    const untilMs = performance.now() + (why.waitMs ?? 0);
    if (untilMs > this.#untilMs) {
      this.#untilMs = untilMs;
      this.#why = why;
    }
  }

  /**
   * Resolves when the pause is over.
   *
   * @throws AskedToWait at once where that takes longer than anybody waits
   */
  async over(signal: AbortSignal | undefined): Promise<void> {
    const leftMs = this.#untilMs - performance.now();
    if (leftMs <= 0) {
      return;
    }
    if (this.#why && leftMs > this.#longestWaitMs) {
      throw this.#why;
    }
    await setTimeout(leftMs, undefined, { signal });
  }
}
