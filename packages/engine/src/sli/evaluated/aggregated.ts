import { aggregate, by, Expression } from '../../promql';

/** An aggregation of all series, or of each group. */
export function aggregated(
  op: 'sum' | 'max' | 'count',
  expression: Expression,
  labels: readonly string[],
): Expression {
  return aggregate(op, expression, labels.length > 0 ? by(labels) : undefined);
}
