/**
 * A label matcher of a PromQL selector; `value` is the plain, unescaped text.
 *
 * @public
 */
export interface Matcher {
  readonly label: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/**
 * A metric and the matchers that choose its series.
 *
 * @public
 */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
}

/**
 * Good or bad events over all events, each the sum of counters. Exactly one of `good` and `bad` is given.
 *
 * @public
 */
export interface RatioSli {
  readonly kind: 'ratio';
  readonly total: Selector;
  readonly good?: Selector;
  readonly bad?: Selector;
  /** Labels that split one definition into many SLOs; usually empty. */
  readonly groupBy: readonly string[];
}

/**
 * Share of events faster than a threshold, from a classic histogram. Good is the bucket with that bound,
 * total is the histogram's `_count`.
 *
 * @public
 */
export interface LatencySli {
  readonly kind: 'latency';
  /** The `…_bucket` metric, without a matcher on `le`. */
  readonly bucket: Selector;
  /** The `…_count` metric. */
  readonly total: Selector;
  /** Must be a real bucket bound. */
  readonly thresholdMs: number;
  /** Milliseconds per unit of the metric: 1000 for `_seconds`, 1 for `_milliseconds`. */
  readonly unitMs: number;
  readonly groupBy: readonly string[];
}

/** @public */
export type Sli = RatioSli | LatencySli;
