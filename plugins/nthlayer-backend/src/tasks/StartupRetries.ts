import { SECOND_MS } from '../durations';

const AFTER_MS = 3 * SECOND_MS;
const ATTEMPTS = 10;

/**
 * Asks for a task again soon while the backend starts: the catalog may not be up yet, or still be empty, and nobody
 * wants to wait a whole turn of the schedule for that.
 */
export class StartupRetries {
  /** Tells of its own failures and never rejects. */
  readonly #retry: () => Promise<void>;
  #left = ATTEMPTS;

  static create(options: { retry: () => Promise<void> }): StartupRetries {
    return new StartupRetries(options.retry);
  }

  private constructor(retry: () => Promise<void>) {
    this.#retry = retry;
  }

  /** There was something to do; from now on the schedule is enough. */
  succeeded(): void {
    this.#left = 0;
  }

  /** There was nothing to do, or it failed. */
  cameTooEarly(): void {
    if (this.#left > 0) {
      this.#left -= 1;
      setTimeout(() => void this.#retry(), AFTER_MS).unref();
    }
  }
}
