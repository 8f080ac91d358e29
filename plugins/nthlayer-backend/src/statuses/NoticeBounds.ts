import { NoticeRules } from '@nthlayer/engine';
import { HOUR_MS } from '../durations';

/** Numbers may be off by what binary fractions are. */
const NOISE = 1e-9;

/** What the least level of a notice begins at, a row each. */
export class NoticeBounds {
  /** Consumed shares of budgets. */
  readonly #spent: Float64Array;
  /** Burn rates over windows of an hour and longer. */
  readonly #burn: Float64Array;

  constructor(rows: readonly NoticeRules[]) {
    this.#spent = Float64Array.from(rows, ({ thresholds }) =>
      thresholds.reduce(
        (least, percent) => Math.min(least, percent / 100),
        Infinity,
      ),
    );
    this.#burn = Float64Array.from(rows, ({ pairs }) =>
      pairs.reduce(
        (least, { factor, longMs }) =>
          Math.min(least, longMs >= HOUR_MS ? factor : -Infinity),
        Infinity,
      ),
    );
  }

  /**
   * Rows that may be at a level, by what is left of their budgets and by their highest burn rates over windows of an hour
   * and longer; the others surely are at none. `NaN` of what is left is of a budget of which nothing is known.
   */
  loud(remaining: Float64Array, mostBurns: Float64Array): number[] {
    const rows: number[] = [];
    for (let row = 0; row < remaining.length; row++) {
      const isSpent = 1 - remaining[row] + NOISE >= this.#spent[row];
      if (isSpent || !(mostBurns[row] + NOISE < this.#burn[row])) {
        rows.push(row);
      }
    }
    return rows;
  }
}
