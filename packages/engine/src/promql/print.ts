import { Matcher } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatDuration } from './duration';
import {
  AggregateNode,
  BinaryNode,
  Expression,
  UnaryNode,
  VectorMatching,
  VectorSelectorNode,
} from './expression';
import { formatNumber } from './numberLiteral';
import { isRightAssociative, PRECEDENCE, SIGN_PRECEDENCE } from './operators';
import { quoteString } from './stringLiteral';

const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
// Read as a number or as part of the grammar where a metric stands; the last two trip the parser that we use.
const RESERVED =
  /^(?:inf|nan|bool|on|ignoring|group_left|group_right|offset|and|or|unless|atan2|by|without|constructor|__proto__)$/i;

function printLabel(label: string): string {
  return LABEL_NAME.test(label) ? label : quoteString(label);
}

function printLabels(labels: readonly string[]): string {
  return `(${labels.map(printLabel).join(', ')})`;
}

function printMatcher({ label, op, value }: Matcher): string {
  return `${printLabel(label)}${op}${quoteString(value)}`;
}

function printSelector({ metric, matchers }: VectorSelectorNode): string {
  const plain =
    metric === undefined ||
    (METRIC_NAME.test(metric) && !RESERVED.test(metric));
  const inside = [
    ...(plain ? [] : [`__name__=${quoteString(metric)}`]),
    ...matchers.map(printMatcher),
  ];
  const name = plain ? metric ?? '' : '';
  return inside.length > 0 || name === ''
    ? `${name}{${inside.join(',')}}`
    : name;
}

function printMatching({ kind, labels, group }: VectorMatching): string {
  // The list is written even if it is empty, or a parenthesis of the right operand would be read as one.
  const side = group
    ? ` group_${group.side} ${printLabels(group.include)}`
    : '';
  return ` ${kind} ${printLabels(labels)}${side}`;
}

/** How tightly the outermost operator binds; Infinity for what needs no parentheses anywhere. */
function precedenceOf(expression: Expression): number {
  switch (expression.kind) {
    case 'binary':
      return PRECEDENCE[expression.op];
    case 'unary':
      return SIGN_PRECEDENCE;
    case 'number':
      return expression.value < 0 ? SIGN_PRECEDENCE : Infinity;
    default:
      return Infinity;
  }
}

function enclose(expression: Expression, needed: boolean): string {
  return needed ? `(${print(expression)})` : print(expression);
}

function printBinary(node: BinaryNode): string {
  const { op, left, right } = node;
  const own = PRECEDENCE[op];
  const rightward = isRightAssociative(op);
  const leftNeeds = rightward
    ? precedenceOf(left) <= own
    : precedenceOf(left) < own;
  // A sign may stand after an operator, however tight: `a ^ -b`.
  const signed = right.kind === 'number' || right.kind === 'unary';
  const rightNeeds =
    !signed &&
    (rightward ? precedenceOf(right) < own : precedenceOf(right) <= own);
  return [
    enclose(left, leftNeeds),
    ` ${op}`,
    node.bool ? ' bool' : '',
    node.matching ? printMatching(node.matching) : '',
    ` ${enclose(right, rightNeeds)}`,
  ].join('');
}

function printUnary({ op, expression }: UnaryNode): string {
  return `${op}${enclose(
    expression,
    precedenceOf(expression) <= SIGN_PRECEDENCE,
  )}`;
}

function printAggregate(node: AggregateNode): string {
  const args = [
    ...(node.parameter ? [node.parameter] : []),
    node.expression,
  ].map(print);
  const grouping = node.grouping
    ? ` ${node.grouping.kind} ${printLabels(node.grouping.labels)} `
    : '';
  return `${node.op}${grouping}(${args.join(', ')})`;
}

/** What `[…]`, `offset` and `@` are written behind. */
function printOperand(expression: Expression): string {
  return enclose(expression, precedenceOf(expression) !== Infinity);
}

/**
 * The one canonical text of an expression: parentheses only where they are needed, numbers and durations in one
 * spelling, every text escaped. Parsing it gives the same tree.
 *
 * @public
 */
export function print(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return formatNumber(expression.value);
    case 'string':
      return quoteString(expression.value);
    case 'vectorSelector':
      return printSelector(expression);
    case 'matrixSelector':
      return `${printSelector(expression.selector)}[${formatDuration(
        expression.rangeMs,
      )}]`;
    case 'subquery': {
      const step =
        expression.stepMs === undefined
          ? ''
          : formatDuration(expression.stepMs);
      const range = formatDuration(expression.rangeMs);
      return `${printOperand(expression.expression)}[${range}:${step}]`;
    }
    case 'offset':
      return `${printOperand(expression.expression)} offset ${formatDuration(
        expression.offsetMs,
      )}`;
    case 'at':
      return `${printOperand(expression.expression)} @ ${
        typeof expression.at === 'number'
          ? formatNumber(expression.at)
          : `${expression.at}()`
      }`;
    case 'unary':
      return printUnary(expression);
    case 'binary':
      return printBinary(expression);
    case 'aggregate':
      return printAggregate(expression);
    case 'call':
      return `${expression.name}(${expression.args.map(print).join(', ')})`;
    default: {
      const unreachable: never = expression;
      return unreachable;
    }
  }
}
