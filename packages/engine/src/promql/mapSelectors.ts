import { Expression, VectorSelectorNode } from './expression';

/** The same expression with every vector selector replaced. */
export function mapSelectors(
  expression: Expression,
  change: (selector: VectorSelectorNode) => VectorSelectorNode,
): Expression {
  const map = (inner: Expression) => mapSelectors(inner, change);
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'placeholder':
      return expression;
    case 'vectorSelector':
      return change(expression);
    case 'matrixSelector':
      return Object.freeze({
        ...expression,
        selector: change(expression.selector),
      });
    case 'binary':
      return Object.freeze({
        ...expression,
        left: map(expression.left),
        right: map(expression.right),
      });
    case 'call':
      return Object.freeze({
        ...expression,
        args: Object.freeze(expression.args.map(map)),
      });
    case 'aggregate':
      return Object.freeze({
        ...expression,
        expression: map(expression.expression),
        ...(expression.parameter && { parameter: map(expression.parameter) }),
      });
    default:
      return Object.freeze({
        ...expression,
        expression: map(expression.expression),
      });
  }
}
