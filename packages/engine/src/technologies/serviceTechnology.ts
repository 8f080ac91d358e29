import {
  Matcher,
  ServiceType,
} from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * Counters of one instrumentation library: all events, and the matcher that chooses the failed ones among them.
 *
 * @public
 */
export interface EventSignal {
  readonly metric: string;
  readonly failed: Matcher;
}

/**
 * A classic histogram of one instrumentation library.
 *
 * @public
 */
export interface LatencySignal {
  /** The `…_bucket` metric. */
  readonly bucket: string;
  /** The `…_count` metric. */
  readonly count: string;
  /** Milliseconds per unit of the metric. */
  readonly unitMs: number;
}

/**
 * The signals of one instrumentation library. They belong together: a ratio mixed from two libraries is wrong.
 *
 * @public
 */
export interface SignalCandidate {
  /** The library or convention that emits them. */
  readonly id: string;
  readonly events: EventSignal;
  readonly latency?: LatencySignal;
}

/**
 * What a type of service is measured by.
 *
 * @public
 */
export interface ServiceTechnology {
  readonly type: Exclude<ServiceType, `x-${string}`>;
  /** What one event is called, in the plural. */
  readonly noun: string;
  /** The likeliest first. */
  readonly candidates: readonly SignalCandidate[];
}
