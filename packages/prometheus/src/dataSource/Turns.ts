import { setImmediate } from 'node:timers/promises';

/** Lets long pieces of work of many readings begin one after the other, each in a turn of the event loop of its own. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  static create(): Turns {
    return new Turns();
  }

  private constructor() {}

  /** Resolves when it is time for the next piece. */
  take(): Promise<void> {
    const turn = this.#last.then(() => setImmediate<void>());
    this.#last = turn;
    return turn;
  }
}
