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
 * total is the histogram's `_count`. With a matcher of success on the bucket alone, good events are those that are
 * fast and did not fail.
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

/**
 * Share of events faster than a threshold, from a native histogram. Total is its count; good is its fraction up to the
 * threshold times its count.
 *
 * @public
 */
export interface NativeLatencySli {
  readonly kind: 'native-latency';
  readonly histogram: Selector;
  /** Need not be a bucket bound: the histogram is interpolated between its bounds. */
  readonly thresholdMs: number;
  /** Milliseconds per unit of the metric: 1000 for `_seconds`, 1 for `_milliseconds`. */
  readonly unitMs: number;
  readonly groupBy: readonly string[];
}

/**
 * A gauge that is 1 when something is well and 0 when it is not, such as `up` or `probe_success`. Every sample is one
 * event.
 *
 * @public
 */
export interface ProbeSli {
  readonly kind: 'probe';
  readonly up: Selector;
  readonly groupBy: readonly string[];
}

/**
 * PromQL whose value is judged once a tile: one event, good while `value op threshold` holds for every series.
 *
 * @public
 */
export interface ThresholdSli {
  readonly kind: 'threshold';
  /** Parsed and canonical. */
  readonly expression: string;
  readonly op: 'lt' | 'lte' | 'gt' | 'gte';
  readonly value: number;
  readonly groupBy: readonly string[];
}

/**
 * PromQL that cannot be counted exactly and is evaluated as written over each tile: an approximation. Either `ratio`,
 * of which one event a tile is made, or `part` and `total`.
 *
 * @public
 */
export interface ExpressionSli {
  readonly kind: 'expression';
  /** Of which events the ratio or the part tells. */
  readonly of: 'good' | 'bad';
  readonly ratio?: string;
  readonly part?: string;
  readonly total?: string;
  /** Why it is approximate: a code of `APPROXIMATE_REASONS` of the engine. */
  readonly reason: string;
  readonly groupBy: readonly string[];
}

/**
 * An SLO of a composite, by its name; SLOs of the same service.
 *
 * @public
 */
export interface CompositeMember {
  readonly slo: string;
  /** Above 0; counts for `weighted` only. */
  readonly weight: number;
}

/**
 * Made of the tiles of other SLOs of the service. `sum` adds bad and total events; `worst` takes the highest error
 * ratio and `weighted` the weighted mean of the error ratios of those with data, both as one event a tile.
 *
 * @public
 */
export interface CompositeSli {
  readonly kind: 'composite';
  readonly formula: 'weighted' | 'worst' | 'sum';
  readonly members: readonly CompositeMember[];
  /** Always empty. */
  readonly groupBy: readonly string[];
}

/**
 * SLIs that count events by counters, exactly.
 *
 * @public
 */
export type CounterSli = RatioSli | LatencySli;

/** @public */
export type Sli =
  | CounterSli
  | NativeLatencySli
  | ProbeSli
  | ThresholdSli
  | ExpressionSli
  | CompositeSli;
