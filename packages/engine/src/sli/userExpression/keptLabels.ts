import { Expression } from '../../promql';
import { withoutGuards } from './guards';

const ARITHMETIC = ['+', '-', '*', '/', '%', '^'];
/** Aggregations that answer with the series they are given. */
const CHOOSING = ['topk', 'bottomk', 'limitk', 'limit_ratio', 'count_values'];

/** The labels that the outermost aggregation of an expression keeps, sorted; undefined where that cannot be told. */
export function keptLabels(
  expression: Expression,
): readonly string[] | undefined {
  const node = withoutGuards(expression);
  switch (node.kind) {
    case 'aggregate': {
      const { op, grouping } = node;
      if (
        CHOOSING.includes(op) ||
        grouping?.kind === 'without' ||
        grouping?.placeholders
      ) {
        return undefined;
      }
      return [...new Set(grouping?.labels ?? [])].sort();
    }
    case 'unary':
      return keptLabels(node.expression);
    case 'binary':
      return ARITHMETIC.includes(node.op) && !node.matching
        ? keptByBoth(node.left, node.right)
        : undefined;
    default:
      return undefined;
  }
}

/** Numbers have no labels, and keep those of what they are joined with. */
function keptByBoth(
  left: Expression,
  right: Expression,
): readonly string[] | undefined {
  const sides = [left, right].filter(({ kind }) => kind !== 'number');
  return commonLabels(sides);
}

/** The labels that each of some expressions keeps, where they are the same. */
export function commonLabels(
  expressions: readonly Expression[],
): readonly string[] | undefined {
  const [first, ...others] = expressions.map(keptLabels);
  return others.every(each => each?.join() === first?.join())
    ? first
    : undefined;
}
