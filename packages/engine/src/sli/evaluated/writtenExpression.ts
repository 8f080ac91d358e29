import { call, checkTypes, Expression, offset, parse } from '../../promql';
import { withWindow } from '../userExpression/withWindow';
import { TileTime } from './tileTime';

/** The same expression as it would have been `lagMs` ago; what is read at a fixed time stays where it is. */
function earlier(expression: Expression, lagMs: number): Expression {
  const shift = (inner: Expression): Expression => earlier(inner, lagMs);
  switch (expression.kind) {
    case 'vectorSelector':
    case 'matrixSelector':
    case 'subquery':
      return offset(expression, lagMs);
    case 'offset':
      return typeof expression.offsetMs === 'number'
        ? offset(expression.expression, expression.offsetMs + lagMs)
        : expression;
    case 'unary':
      return Object.freeze({
        ...expression,
        expression: shift(expression.expression),
      });
    case 'binary':
      return Object.freeze({
        ...expression,
        left: shift(expression.left),
        right: shift(expression.right),
      });
    case 'aggregate':
      return Object.freeze({
        ...expression,
        expression: shift(expression.expression),
        ...(expression.parameter && { parameter: shift(expression.parameter) }),
      });
    case 'call':
      return expression.name === 'time' && expression.args.length === 0
        ? expression
        : Object.freeze({
            ...expression,
            args: Object.freeze(expression.args.map(shift)),
          });
    default:
      return expression;
  }
}

/**
 * PromQL of a user as it is evaluated for one tile: windows that it leaves open are the tile, and it is read at the
 * tile's end. A scalar becomes a series.
 */
export function writtenExpression(
  text: string,
  { stepMs, lagMs }: TileTime,
): Expression {
  const { expression } = parse(text, { placeholders: 'slo' });
  if (!expression) {
    throw new TypeError('an expression is parsed before it becomes an SLI');
  }
  const whole = withWindow(expression, stepMs);
  const read = lagMs === 0 ? whole : earlier(whole, lagMs);
  return checkTypes(read).type === 'scalar' ? call('vector', read) : read;
}
