import {
  CounterSli,
  Diagnostic,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Expression } from '../../promql';
import { ApproximateReason } from './approximateReason';

/**
 * An SLI as a person writes it in PromQL: good or bad events over all, or one ratio. Windows may be left open:
 * `{{.window}}`, `[window]`, `$__rate_interval`.
 *
 * @public
 */
export interface UserQueries {
  readonly good?: string;
  readonly bad?: string;
  readonly total?: string;
  /** A share of events between 0 and 1. */
  readonly ratio?: {
    readonly text: string;
    /** Of which events it is the share. */
    readonly of: 'good' | 'bad';
  };
  /**
   * Whether a metric without `rate` or `increase` counts up for ever. When left out, it does if it is named like a
   * counter: `…_total`, `…_count`, `…_bucket`, `…_sum`.
   */
  readonly isCounter?: boolean;
}

/**
 * An SLI that is a sum over series of counters: its tiles are exact counts, whatever windows and rates it was
 * written with.
 *
 * @public
 */
export interface ExactUserSli {
  readonly kind: 'exact';
  readonly sli: CounterSli;
}

/**
 * An SLI that has to be evaluated as it is written, so that its figures are estimates.
 *
 * @public
 */
export interface ApproximateUserSli {
  readonly kind: 'approximate';
  readonly reason: ApproximateReason;
  /** Where a ratio was given: its expression and of which events it is the share. */
  readonly ratio?: {
    readonly expression: Expression;
    readonly of: 'good' | 'bad';
  };
  readonly good?: Expression;
  readonly bad?: Expression;
  readonly total?: Expression;
  /** Whether the text leaves a window open, which `withWindow` fills in. */
  readonly isWindowed: boolean;
}

/**
 * What a person's queries mean. `sli` is absent exactly when there is an error among the diagnostics; their `path`
 * is the name of the query: `good`, `bad`, `total`, `ratio`.
 *
 * @public
 */
export interface ClassifiedSli {
  readonly sli?: ExactUserSli | ApproximateUserSli;
  readonly diagnostics: readonly Diagnostic[];
}
