/**
 * Time from `startMs` up to, but without, `endMs`; milliseconds since the epoch.
 *
 * @public
 */
export interface Interval {
  readonly startMs: number;
  readonly endMs: number;
}
