import { Terminal } from './Terminal';

const REDRAW_MS = 100;
const PLAIN_EVERY = 1000;

/**
 * Tells on standard error how far a long run has come: on one line that is drawn again in a terminal, and as a line
 * every thousand services elsewhere.
 */
export class Progress {
  readonly #terminal: Terminal;
  #services = 0;
  #what = '';
  #drawnAtMs = 0;
  #drawn = false;

  static create(terminal: Terminal): Progress {
    return new Progress(terminal);
  }

  private constructor(terminal: Terminal) {
    this.#terminal = terminal;
    this.#drawnAtMs = terminal.now();
  }

  /** One more is done of what is counted. */
  advance(what: string = 'services'): void {
    this.#services += 1;
    this.#what = what;
    const { stderr } = this.#terminal;
    if (!stderr.isTTY) {
      if (this.#services % PLAIN_EVERY === 0) {
        stderr.write(`${this.#text()}\n`);
      }
      return;
    }
    const nowMs = this.#terminal.now();
    if (nowMs - this.#drawnAtMs >= REDRAW_MS) {
      this.#drawnAtMs = nowMs;
      this.#drawn = true;
      stderr.write(`\r${this.#text()}`);
    }
  }

  /** Makes room for other lines. */
  clear(): void {
    if (this.#drawn) {
      this.#drawn = false;
      this.#terminal.stderr.write(`\r${' '.repeat(this.#text().length)}\r`);
    }
  }

  /** Counts from the beginning. */
  restart(): void {
    this.clear();
    this.#services = 0;
  }

  #text(): string {
    return `${this.#services.toLocaleString('en')} ${this.#what} …`;
  }
}
