import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NoticeRules } from '@nthlayer/engine';

/** Numbers may be off by what binary fractions are. */
const NOISE = 1e-9;

/** What the least level of a notice begins at, a row each. Rows by the same rules, which are few, share it. */
export class NoticeBounds {
  readonly #kinds: readonly NoticeRules[];
  /** By row. */
  readonly kindOf: Uint32Array;
  /** The least share of a budget, by kind. */
  readonly #spent: Float64Array;
  /** The least burn rate over a long window, by kind. */
  readonly #factors = new Map<number, Float64Array>();

  constructor(rows: readonly NoticeRules[]) {
    const kinds = new Map<NoticeRules, number>();
    this.kindOf = Uint32Array.from(rows, rules => {
      const kind = kinds.get(rules) ?? kinds.size;
      kinds.set(rules, kind);
      return kind;
    });
    this.#kinds = [...kinds.keys()];
    this.#spent = this.#leastOf(({ thresholds }) =>
      thresholds.map(percent => percent / 100),
    );
  }

  /** The highest burn rate of a row, each as a share of the least level over its window. */
  loudest(row: number, { burn }: Pick<BudgetStatus, 'burn'>): number {
    let most = 0;
    for (const { windowMs, rate } of burn) {
      const share = (rate ?? 0) / this.factorsOver(windowMs)[this.kindOf[row]];
      most = share > most ? share : most;
    }
    return most;
  }

  /**
   * Rows that may be at a level, by what is left of their budgets and by their loudest burns; the others surely are at
   * none. `NaN` of what is left is of a budget of which nothing is known.
   */
  loud(remaining: Float64Array, loudest: Float64Array): number[] {
    const rows: number[] = [];
    for (let row = 0; row < remaining.length; row++) {
      const spent = 1 - remaining[row] + NOISE;
      if (
        spent >= this.#spent[this.kindOf[row]] ||
        !(loudest[row] + NOISE < 1)
      ) {
        rows.push(row);
      }
    }
    return rows;
  }

  /** The least rate over a window that is a level, by kind; infinite where there is none. */
  factorsOver(windowMs: number): Float64Array {
    const known =
      this.#factors.get(windowMs) ??
      this.#leastOf(({ pairs }) =>
        pairs
          .filter(({ longMs }) => longMs === windowMs)
          .map(({ factor }) => factor),
      );
    this.#factors.set(windowMs, known);
    return known;
  }

  #leastOf(numbersOf: (rules: NoticeRules) => readonly number[]): Float64Array {
    return Float64Array.from(this.#kinds, rules =>
      numbersOf(rules).reduce((one, other) => Math.min(one, other), Infinity),
    );
  }
}
