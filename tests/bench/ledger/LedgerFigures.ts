import { Sort } from './sorts';

/** What one process measures. */
export interface MeasureOptions {
  /** Of the server that holds the counters. */
  readonly url: string;
  readonly slos: number;
  /** Ticks whose CPU is measured. */
  readonly ticks: number;
}

/** What one process measures where SLOs are of some sorts. */
export interface MixOptions extends MeasureOptions {
  readonly sorts: readonly Sort[];
}

/** What ticks cost. */
export interface TickFigures {
  /** CPU of a tick, milliseconds. */
  readonly tickMs: number;
  /** The same on average, with what garbage collection adds now and then. */
  readonly meanTickMs: number;
  /** CPU of a tick ÷ of its floor right after it. */
  readonly floors: number;
  /** CPU of reading the same replies as JSON, milliseconds. */
  readonly parseMs: number;
  /** CPU of one transaction of the same bytes, milliseconds. */
  readonly writeMs: number;
  /** What a tick hands to its database to be kept. */
  readonly writtenBytes: number;
  /** A tick. */
  readonly transactions: number;
  /** CPU of the longest turn of the main thread's event loop in some ticks, milliseconds. */
  readonly blockMs: number;
}

/** What it costs to keep so many SLOs. */
export interface LedgerFigures extends TickFigures {
  readonly slos: number;
  /** Of PromQL, a tick. */
  readonly queries: number;
  /** Of (bad, total), sealed, over all tiers. */
  readonly bytesPerPair: number;
  /** Of PromQL, of the first tick of another process. */
  readonly restartQueries: number;
  /** CPU by which that tick costs more than others, milliseconds. */
  readonly restartMs: number;
  /** Of tiles, to read the history of one SLO over 30 days. */
  readonly historyStatements: number;
}

/** What a process measures that finds a ledger. */
export interface RestartOptions extends Pick<MeasureOptions, 'url'> {
  /** The database. */
  readonly file: string;
  /** When the last tick was. */
  readonly nowMs: number;
}

/** CPU of the longest turn of the main thread in the first tick of another process, milliseconds. */
export interface RestartFigures {
  readonly restartBlockMs: number;
}

/** CPU of the longest turn of the main thread in ticks that are not like others, milliseconds. */
export interface ChangeFigures extends RestartFigures {
  /** After a change of the catalog, of the kind that takes longest: the middle of some such ticks. */
  readonly changeMs: number;
  /** Of all of them, in the one in which a lot of garbage was collected. */
  readonly worstChangeMs: number;
  /** Of all restarts. */
  readonly worstRestartMs: number;
}
