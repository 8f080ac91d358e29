/** What can be wrong with an expression, by code. */
export const PROBLEMS = {
  'invalid-promql': 'This is not valid PromQL.',
  'invalid-string': 'This text is not a whole string literal.',
  'invalid-number': 'This is not a number or duration.',
  'invalid-regex': 'Prometheus would refuse this regular expression.',
  'invalid-range': 'A range may follow a selector only.',
  'invalid-offset': 'offset and @ may follow a selector or subquery only.',
  'empty-selector':
    'A selector needs a metric name or a matcher that refuses the empty text.',
  'two-metric-names': 'A selector may name its metric once.',
  'unknown-function': 'Prometheus has no such function.',
  'unsupported-promql': 'This PromQL is newer than the supported servers.',
  metricsql: 'This is MetricsQL, which only VictoriaMetrics understands.',
  'grafana-variable': 'Prometheus does not know variables of Grafana.',
  'template-variable': 'Prometheus does not know templates.',
  'promql-too-long': 'The expression is too long.',
  'promql-too-deep': 'The expression is nested too deeply.',
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** Ends the reading of one expression; `parse` turns it into a diagnostic. */
export class SyntaxProblem extends Error {
  readonly code: ProblemCode;
  readonly index: number;
  /** What follows from it and how to mend it. */
  readonly hint: string | undefined;

  constructor(code: ProblemCode, index: number, hint?: string) {
    super(PROBLEMS[code]);
    this.code = code;
    this.index = index;
    this.hint = hint;
  }
}
