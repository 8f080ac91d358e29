/**
 * Label values that tell the groups of one SLO apart; empty for an SLO without `groupBy`.
 *
 * @public
 */
export type GroupLabels = Readonly<Record<string, string>>;

/**
 * Which tiles: those of `stepMs` whose start lies in [startMs, endMs). Both are multiples of `stepMs` since the epoch.
 *
 * @public
 */
export interface TileRange {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

/**
 * Consecutive tiles of one group of one SLO. Index i is the tile that starts at `startMs + i * stepMs`.
 * `NaN` in both arrays means unknown; a total of 0 means no traffic. The two are never confused. Counts above
 * `Number.MAX_SAFE_INTEGER` are taken for unknown.
 *
 * @public
 */
export interface TileSeries {
  readonly group: GroupLabels;
  readonly startMs: number;
  readonly stepMs: number;
  /** Events. */
  readonly bad: Float64Array;
  /** Events; good is total − bad. */
  readonly total: Float64Array;
}

/**
 * Samples of one counter, in order of time.
 *
 * @public
 */
export interface CounterSamples {
  readonly labels: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch, ascending. */
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}
