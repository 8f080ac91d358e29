import { Clock } from '../clock';
import { SECOND_MS } from '../durations';
import { StatusListener } from '../evaluation/StatusListener';
import { PortfolioStore, RollupEntry, RollupQuery } from './PortfolioStore';

/** For what another replica tells the portfolio outside its ticks. */
const MAX_AGE_MS = 30 * SECOND_MS;
/** By different filters. */
const MOST_KEPT = 100;

interface Kept {
  readonly version: string;
  readonly askedAtMs: number;
  readonly answer: Promise<readonly RollupEntry[]>;
}

/**
 * Roll-ups of the whole portfolio are made once per evaluation and filter, however many open pages ask for them at the
 * same time.
 */
export class SharedRollups implements StatusListener {
  readonly #clock: Clock;
  readonly #portfolio: PortfolioStore;
  readonly #kept = new Map<string, Kept>();

  static create(options: {
    clock: Clock;
    portfolio: PortfolioStore;
  }): SharedRollups {
    return new SharedRollups(options);
  }

  private constructor(options: { clock: Clock; portfolio: PortfolioStore }) {
    this.#clock = options.clock;
    this.#portfolio = options.portfolio;
  }

  async rollup(query: RollupQuery): Promise<readonly RollupEntry[]> {
    const key = JSON.stringify(Object.entries(query).sort());
    const version = await this.#portfolio.version();
    const kept = this.#kept.get(key);
    if (kept && kept.version === version && this.#isFresh(kept)) {
      return kept.answer;
    }
    const answer = this.#portfolio.rollup(query);
    this.#keep(key, { version, askedAtMs: this.#clock.now(), answer });
    return answer;
  }

  /** Also by who evaluates a few SLOs between ticks. */
  async statusesSaved(): Promise<void> {
    this.#kept.clear();
  }

  #isFresh({ askedAtMs }: Kept): boolean {
    return this.#clock.now() - askedAtMs < MAX_AGE_MS;
  }

  #keep(key: string, kept: Kept): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT) {
      this.#kept.delete(oldest);
    }
    kept.answer.catch(() => {
      if (this.#kept.get(key) === kept) {
        this.#kept.delete(key);
      }
    });
  }
}
