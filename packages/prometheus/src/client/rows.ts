/**
 * One series of a result. Times are milliseconds since the epoch, ascending; a value may be NaN or infinite.
 *
 * @public
 */
export interface PrometheusRow {
  /** Labels of the series that have a value, `__name__` among them where the result has it. */
  readonly labels: Readonly<Record<string, string>>;
  /** When each value was taken. */
  readonly timesMs: readonly number[];
  /** As many as times. */
  readonly values: readonly number[];
}
