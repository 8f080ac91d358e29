/**
 * One series of a range query's answer. The value at time t is about the tile that ends at t.
 *
 * @public
 */
export interface MatrixRow {
  readonly labels: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch, ascending. */
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}
