import {
  CounterSamples,
  TileRange,
} from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * What is counted as bad. Availability: events that fail, as the kind says: status 5xx, `failed`, `error` … Latency:
 * events that take longer than the threshold.
 *
 * @public
 */
export type Indicator =
  | { readonly kind: 'availability' }
  | { readonly kind: 'latency'; readonly thresholdMs: number };

/**
 * From one time to another, both included, milliseconds since the epoch.
 *
 * @public
 */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** @public */
export interface CounterOptions {
  /** Only series with exactly these labels, e.g. `{ le: '0.25' }`. Fewer series cost less. */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Also samples from before the range, at most so old, milliseconds: of every series the newest is among them. They
   * cost far less than a longer range.
   */
  readonly lookbackMs?: number;
}

/** @public */
export interface OpenMetricsOptions {
  /** Labels that the scraper adds. Default: `service` with the service's name. */
  readonly targetLabels?: Readonly<Record<string, string>>;
}

/**
 * Events by tile. Index i is the tile (start, end] that starts at `startMs + i × stepMs`.
 *
 * @public
 */
export interface TruthTiles {
  /** Events; NaN is unknown. */
  readonly bad: Float64Array;
  /** Events; NaN is unknown. */
  readonly total: Float64Array;
}

/**
 * All that is to know of a simulated service, at any time and in any order.
 *
 * @public
 */
export interface Simulation {
  readonly serviceName: string;
  readonly scrapeIntervalMs: number;
  /** Names of the metrics that `counters` answers for. */
  readonly metricNames: readonly string[];
  /**
   * Samples that a scraper with the service's interval would have stored. Scrapes have no jitter; each pod has an
   * offset of its own. A series exists from the first scrape after its birth until its pod's end. An unknown
   * metric has none.
   */
  counters(
    metric: string,
    range: TimeRange,
    options?: CounterOptions,
  ): CounterSamples[];
  /** The same, without holding the event loop for more than a few milliseconds at a time. */
  countersAsync(
    metric: string,
    range: TimeRange,
    options?: CounterOptions & { readonly signal?: AbortSignal },
  ): Promise<CounterSamples[]>;
  /** What the pods expose at a time, in Prometheus' text format; empty when none can be reached. */
  metricsPage(atMs: number): string;
  /** All samples in a range, in chunks of an OpenMetrics text. */
  openMetrics(range: TimeRange, options?: OpenMetricsOptions): Iterable<string>;
  /** What happened: every event, whether a scrape saw it or not. Tile edges lie on whole seconds. */
  eventTruth(indicator: Indicator, range: TileRange): TruthTiles;
  /**
   * What the scrapes can show of it. Throws a RangeError for a latency threshold that is no bucket bound, and for
   * latency of a kind without durations.
   */
  scrapeTruth(indicator: Indicator, range: TileRange): TruthTiles;
}
