import {
  Asset,
  Diagnostic,
  Matcher,
  ServiceSpec,
  Sli,
  Slo,
  TileRange,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import type { TileTable } from './sli/tileTable';

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
 * The answer for every requested key, once each: in `slis` or, where tables were asked for, in one of `tables`.
 *
 * @public
 */
export interface TileBatch {
  readonly slis: readonly SliTiles[];
  /** SLIs of which nothing is to be said but tiles. */
  readonly tables?: readonly TileTable[];
  /** Queries sent, for tests and metrics. */
  readonly queries: number;
}

/**
 * Why a selector chooses no series, with what there is in place of what it asks for. Lists come from the remote
 * side: hostile, cut to some hundreds of entries, sorted.
 *
 * @public
 */
export type SelectorAbsence =
  | {
      /** The metric does not exist. */
      readonly reason: 'metric';
      /** Metrics that the same matchers choose, or that are named alike. */
      readonly metrics: readonly string[];
    }
  | {
      /** Its series do not have the matcher's label. */
      readonly reason: 'label';
      readonly matcher: Matcher;
      readonly labels: readonly string[];
      /** Labels of the metric that have the wanted value. */
      readonly holders: readonly string[];
    }
  | {
      /** The label has other values only. */
      readonly reason: 'value';
      readonly matcher: Matcher;
      readonly values: readonly string[];
      /** Metrics that the matcher itself chooses, where it is known. */
      readonly metrics: readonly string[];
    }
  | {
      /** There was one in the last day, but there is none now. */
      readonly reason: 'gone';
    };

/**
 * What exists of one counter of an SLI. What could not be read is left out.
 *
 * @public
 */
export interface CounterInspection {
  /** Series that its selector chooses now. */
  readonly series?: number;
  /** Where it chooses none. */
  readonly absence?: SelectorAbsence;
  /**
   * Events in each whole hour of the last week, oldest first; NaN where nothing is known. For judging and not for
   * accounting: what a counter counted between its last sample of an hour and a reset is missing.
   */
  readonly hourly?: readonly number[];
}

/**
 * One bound of a classic histogram: `events` have been counted at or below it by the processes that run now.
 *
 * @public
 */
export interface BucketInspection {
  /** In the unit of the metric; that of the last one is infinite. */
  readonly bound: number;
  readonly events: number;
}

/**
 * What exists of an SLI. What could not be read is left out, and `problem` says why.
 *
 * @public
 */
export interface SliInspection {
  readonly key: string;
  readonly total: CounterInspection;
  /** Its good or bad events. */
  readonly events: CounterInspection;
  /** Buckets of a latency SLI whose threshold is none of them, by bound. */
  readonly buckets?: readonly BucketInspection[];
  /** Estimate from the samples of the last minutes. */
  readonly scrapeIntervalMs?: number;
  readonly problem?: DataSourceProblem;
}

/**
 * Whether queries are sent (`closed`), none is for now because nobody answered (`open`), or one is to try (`half-open`).
 *
 * @public
 */
export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * What answers, and as which product it gives itself out.
 *
 * @public
 */
export interface ServerInfo {
  readonly flavour: 'prometheus' | 'mimir' | 'thanos' | 'victoriametrics';
  readonly version?: string;
}

/**
 * How a data source is. What it cannot tell is left out.
 *
 * @public
 */
export interface DataSourceHealth {
  readonly state: 'up' | 'down';
  readonly problem?: DataSourceProblem;
  readonly server?: ServerInfo;
  readonly breaker?: BreakerState;
  /** When anything was answered last, milliseconds since the epoch. */
  readonly lastSuccessMs?: number;
  /** How long the last answer took. */
  readonly latencyMs?: number;
}

/**
 * How tiles are read.
 *
 * @public
 */
export interface TileReadOptions {
  /** Gives up what is not read yet. */
  readonly signal?: AbortSignal;
  /** Others may be served first, as when history is read. */
  readonly canWait?: boolean;
  /** SLIs may be answered in tables, where the source can: many are read in a fraction of the time. */
  readonly inTables?: boolean;
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
  /**
   * How long samples take from where they are scraped to where they are read, milliseconds. Default 0. Tiles are read
   * that much later.
   */
  readonly delayMs?: number;
  readTiles(
    slis: readonly SliRequest[],
    range: TileRange,
    options?: TileReadOptions,
  ): Promise<TileBatch>;
  health(options?: { signal?: AbortSignal }): Promise<DataSourceHealth>;
  /**
   * What exists of these SLIs at a time, milliseconds since the epoch: an answer for every key, once each. Sources
   * that can only be read leave it out.
   */
  inspect?(
    slis: readonly SliRequest[],
    options: { readonly atMs: number; readonly signal?: AbortSignal },
  ): Promise<readonly SliInspection[]>;
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
