import { Clock } from '../clock';
import { inBatches } from '../database/inBatches';
import { SECOND_MS } from '../durations';
import { StatusListener } from '../evaluation/StatusListener';
import { CatalogSight } from '../permissions/ServiceAccess';
import { PortfolioStore, RollupEntry, RollupQuery } from './PortfolioStore';
import { RollupSums } from './RollupSums';

/** For what another replica tells the portfolio outside its ticks. */
const MAX_AGE_MS = 30 * SECOND_MS;
/** By different filters. */
const MOST_KEPT = 100;
const REFS_PER_QUERY = 500;

interface Kept {
  readonly version: string;
  readonly askedAtMs: number;
  readonly answer: Promise<readonly RollupEntry[]>;
}

/**
 * Roll-ups are made once per evaluation and filter for all who see the same, however many open pages ask for them at the
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

  async rollup(
    query: RollupQuery,
    sight: CatalogSight,
  ): Promise<readonly RollupEntry[]> {
    const key = JSON.stringify([sight.key, ...Object.entries(query).sort()]);
    const version = await this.#portfolio.version();
    const kept = this.#kept.get(key);
    if (kept && kept.version === version && this.#isFresh(kept)) {
      return kept.answer;
    }
    const answer = sight.isWhole
      ? this.#portfolio.rollup(query)
      : this.#rollupVisible(query, sight);
    this.#keep(key, { version, askedAtMs: this.#clock.now(), answer });
    return answer;
  }

  /** Also by who evaluates a few SLOs between ticks. */
  async statusesSaved(): Promise<void> {
    this.#kept.clear();
  }

  async #rollupVisible(
    { by, ...query }: RollupQuery,
    sight: CatalogSight,
  ): Promise<readonly RollupEntry[]> {
    const refs = await this.#portfolio.listRefs(query);
    const visible = await sight.visible(refs);
    const sums = RollupSums.create();
    await inBatches(visible, REFS_PER_QUERY, async entityRefs => {
      sums.add(await this.#portfolio.rollup({ ...query, by, entityRefs }));
    });
    return sums.list();
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
