import { DurationValue, Expression } from '../../promql';

type Change = (duration: DurationValue) => DurationValue;

function mapDurations(node: Expression, change: Change): Expression {
  const map = (inner: Expression) => mapDurations(inner, change);
  switch (node.kind) {
    case 'matrixSelector':
      return Object.freeze({ ...node, rangeMs: change(node.rangeMs) });
    case 'subquery':
      return Object.freeze({
        ...node,
        expression: map(node.expression),
        rangeMs: change(node.rangeMs),
        ...(node.stepMs !== undefined && { stepMs: change(node.stepMs) }),
      });
    case 'offset':
      return Object.freeze({
        ...node,
        expression: map(node.expression),
        offsetMs: change(node.offsetMs),
      });
    case 'at':
    case 'unary':
      return Object.freeze({ ...node, expression: map(node.expression) });
    case 'binary':
      return Object.freeze({
        ...node,
        left: map(node.left),
        right: map(node.right),
      });
    case 'aggregate':
      return Object.freeze({
        ...node,
        expression: map(node.expression),
        ...(node.parameter && { parameter: map(node.parameter) }),
      });
    case 'call':
      return Object.freeze({
        ...node,
        args: Object.freeze(node.args.map(map)),
      });
    default:
      return node;
  }
}

/**
 * The same expression with every window that was left open, such as `{{.window}}`, filled in.
 *
 * @public
 */
export function withWindow(
  expression: Expression,
  windowMs: number,
): Expression {
  return mapDurations(expression, duration =>
    typeof duration === 'object' ? windowMs : duration,
  );
}

/** Whether an expression leaves a window open. */
export function hasOpenWindow(expression: Expression): boolean {
  let isOpen = false;
  mapDurations(expression, duration => {
    isOpen ||= typeof duration === 'object';
    return duration;
  });
  return isOpen;
}
