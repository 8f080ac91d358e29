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

/**
 * All series of a range query's answer in columns. Those of one query differ from one minute to the next in their numbers
 * only: the very same list of labels stands for the very same series, so that what follows from labels is worked out once.
 *
 * @public
 */
export interface MatrixColumns {
  /** Of each series. */
  readonly labels: readonly MatrixRow['labels'][];
  /** Of all samples, series by series. Milliseconds since the epoch, ascending in each. */
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  /** Where the samples of each series end. */
  readonly ends: Uint32Array;
}

/**
 * The same series in columns.
 *
 * @public
 */
export function columnsOf(rows: readonly MatrixRow[]): MatrixColumns {
  let samples = 0;
  const ends = Uint32Array.from(rows, row => (samples += row.values.length));
  const timesMs = new Float64Array(samples);
  const values = new Float64Array(samples);
  rows.forEach((row, index) => {
    const first = index > 0 ? ends[index - 1] : 0;
    timesMs.set(row.timesMs, first);
    values.set(row.values, first);
  });
  return { labels: rows.map(({ labels }) => labels), timesMs, values, ends };
}
