import { Expression } from '../../promql';

/**
 * Why an expression cannot be counted exactly, by code; the texts follow "because".
 *
 * @public
 */
export const APPROXIMATE_REASONS = {
  arithmetic: 'it calculates with the counts',
  aggregation: 'it does not add its series up',
  function: 'a function stands around the counters',
  gauge: 'it reads a value that is not a counter',
  'recorded-ratio': 'it reads a ratio that is recorded elsewhere',
  'native-histogram': 'it reads a native histogram',
  subquery: 'it evaluates an expression over time',
  offset: 'it reads another time than its own',
  'several-metrics': 'it adds several metrics up',
  'overlapping-sum': 'it may add the same series up twice',
  'metric-pattern': 'it chooses metrics by a pattern',
  variable: 'a variable stands in it',
  join: 'it joins series by group_left or group_right',
  'grouping-differs': 'its two parts keep different labels',
  'functions-differ': 'one part is a rate and the other a count',
  'windows-differ': 'its two parts read different windows',
  'no-total': 'all events are not told apart from the others',
} as const;

/**
 * Why an SLI cannot be counted exactly.
 *
 * @public
 */
export type ApproximateReason = keyof typeof APPROXIMATE_REASONS;

/**
 * Why an SLI is approximate, for people; follows "because".
 *
 * @public
 */
export function approximateText(reason: string): string {
  return (
    Object.entries(APPROXIMATE_REASONS).find(
      ([code]) => code === reason,
    )?.[1] ?? reason
  );
}

/** Ends the search for counts in an expression. */
export class Inexact extends Error {
  readonly reason: ApproximateReason;
  readonly node: Expression;

  constructor(reason: ApproximateReason, node: Expression) {
    super(APPROXIMATE_REASONS[reason]);
    this.reason = reason;
    this.node = node;
  }
}
