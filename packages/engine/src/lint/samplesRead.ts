import { DurationValue, Expression, VectorSelectorNode } from '../promql';

/** What a selector has: how many series, and how far their samples are apart. */
export interface StoredSeries {
  readonly series: number;
  readonly intervalMs: number;
}

/** Prometheus' default for subqueries without a step. */
const DEFAULT_STEP_MS = 60_000;

function lengthOf(duration: DurationValue | undefined): number {
  return typeof duration === 'number' ? duration : DEFAULT_STEP_MS;
}

/** Samples that one evaluation of an expression reads, estimated from what its selectors have. */
export function samplesRead(
  expression: Expression,
  stored: (selector: VectorSelectorNode) => StoredSeries,
): number {
  const read = (inner: Expression) => samplesRead(inner, stored);
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'placeholder':
      return 0;
    case 'vectorSelector':
      return stored(expression).series;
    case 'matrixSelector': {
      const { series, intervalMs } = stored(expression.selector);
      return (series * lengthOf(expression.rangeMs)) / intervalMs;
    }
    case 'subquery': {
      const steps = lengthOf(expression.rangeMs) / lengthOf(expression.stepMs);
      return steps * read(expression.expression);
    }
    case 'binary':
      return read(expression.left) + read(expression.right);
    case 'call':
      return expression.args.reduce((sum, each) => sum + read(each), 0);
    default:
      return read(expression.expression);
  }
}
