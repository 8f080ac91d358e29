import {
  Asset,
  Diagnostic,
  ServiceSpec,
  Sli,
  Slo,
  TileRange,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * What a generator may know beside the spec. No clock: same input, same bytes.
 *
 * @public
 */
export interface GeneratorContext {
  readonly environment: string;
  /** The spec's SLOs with this environment's matcher in their selectors. */
  readonly slos: readonly Slo[];
  /** Name of the label that tells services apart, usually `service`. */
  readonly serviceLabel: string;
  readonly scrapeIntervalMs: number;
  /** Fewest bad events in the long window for an alert that pages. */
  readonly minBadEvents: number;
}

/**
 * Makes assets of one kind from a spec: pure and synchronous.
 *
 * @public
 */
export interface Generator {
  readonly id: string;
  generate(
    spec: ServiceSpec,
    context: GeneratorContext,
  ): { assets: Asset[]; diagnostics: Diagnostic[] };
}

/**
 * Why a data source could not answer.
 *
 * @public
 */
export interface DataSourceProblem {
  readonly code:
    | 'unreachable'
    | 'timeout'
    | 'refused'
    | 'rate-limited'
    | 'bad-reply'
    | 'query-failed'
    | 'not-configured';
  /** For a person; never holds a credential or a remote body. */
  readonly message: string;
}

/**
 * An SLI to read; `key` is the caller's and comes back in the answer.
 *
 * @public
 */
export interface SliRequest {
  readonly key: string;
  readonly sli: Sli;
}

/**
 * What was read for one SLI. `series` is empty when nothing is known of it in the range; `problem` says that
 * it could not be read at all, so that nothing may be concluded from the empty series.
 *
 * @public
 */
export interface SliTiles {
  readonly key: string;
  readonly series: readonly TileSeries[];
  readonly problem?: DataSourceProblem;
}

/**
 * The answer for every requested key, once each.
 *
 * @public
 */
export interface TileBatch {
  readonly slis: readonly SliTiles[];
  /** Queries sent, for tests and metrics. */
  readonly queries: number;
}

/** @public */
export interface DataSourceHealth {
  readonly state: 'up' | 'down';
  readonly problem?: DataSourceProblem;
}

/**
 * Where SLIs are read from. Never throws for what the remote side does: a failure is a `problem` of the SLIs it
 * touches, and the others are answered.
 *
 * @public
 */
export interface DataSource {
  /** The configured name. */
  readonly id: string;
  /** Its figures are invented. */
  readonly simulated: boolean;
  readonly scrapeIntervalMs: number;
  readTiles(
    slis: readonly SliRequest[],
    range: TileRange,
    options?: { signal?: AbortSignal },
  ): Promise<TileBatch>;
  health(options?: { signal?: AbortSignal }): Promise<DataSourceHealth>;
}

/**
 * How far tiles may reach back for a counter's last value after a gap.
 *
 * @public
 */
export interface TileCounting {
  /** Newest sample of a series that still counts as its start value, milliseconds back. Default 24 h. */
  readonly lookbackMs: number;
  /** Count the first value of a series born inside a tile, where its siblings were scraped before. Default true. */
  readonly countBirths: boolean;
}
