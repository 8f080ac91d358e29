import { Matcher, Selector } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  AggregateNode,
  AtNode,
  BinaryNode,
  BinaryOp,
  CallNode,
  Expression,
  Grouping,
  MatrixSelectorNode,
  NumberNode,
  OffsetNode,
  PlaceholderNode,
  SelectorMatcher,
  StringNode,
  SubqueryNode,
  UnaryNode,
  VectorMatching,
  VectorSelectorNode,
} from './expression';
import { cleanNumber } from './numberLiteral';
import { DurationValue, Placeholder } from './placeholder';
import { alternation } from './regex';
import { wellFormed } from './stringLiteral';

/**
 * A number without the noise of binary arithmetic.
 *
 * @public
 */
export function number(value: number): NumberNode {
  return Object.freeze({ kind: 'number', value: cleanNumber(value) });
}

/**
 * A text, for the functions that take one.
 *
 * @public
 */
export function string(
  value: string,
  placeholders: readonly Placeholder[] = [],
): StringNode {
  return Object.freeze({
    kind: 'string',
    value: wellFormed(value),
    ...(placeholders.length > 0 && { placeholders }),
  });
}

/**
 * A Grafana variable where an expression stands, as written: `$threshold`.
 *
 * @public
 */
export function placeholder(text: string): PlaceholderNode {
  return Object.freeze({ kind: 'placeholder', text });
}

/**
 * A label matcher; the value is plain text, or for `=~` and `!~` a pattern.
 *
 * @public
 */
export function matcher(
  label: string,
  op: Matcher['op'],
  value: string,
  variables: Pick<SelectorMatcher, 'placeholders' | 'isPlaceholderLabel'> = {},
): SelectorMatcher {
  const { placeholders = [], isPlaceholderLabel } = variables;
  return Object.freeze({
    label: wellFormed(label),
    op,
    value: wellFormed(value),
    ...(placeholders.length > 0 && { placeholders }),
    ...(isPlaceholderLabel && { isPlaceholderLabel }),
  });
}

/**
 * Matches any of these values and nothing else.
 *
 * @public
 */
export function anyOf(
  label: string,
  values: readonly string[],
): SelectorMatcher {
  return values.length === 1
    ? matcher(label, '=', values[0])
    : matcher(label, '=~', alternation(values));
}

/**
 * Series of a metric (or of the first `__name__="…"`); without a metric at least one matcher must refuse the empty text.
 *
 * @public
 */
export function selector(
  metric: string | undefined,
  matchers: readonly SelectorMatcher[] = [],
  variables: readonly Placeholder[] = [],
): VectorSelectorNode {
  const isName = ({ label, op }: Matcher) => label === '__name__' && op === '=';
  const named = metric === undefined ? matchers.find(isName) : undefined;
  const name = metric ?? named?.value;
  const placeholders = named?.placeholders ?? variables;
  return Object.freeze({
    kind: 'vectorSelector',
    ...(name !== undefined && { metric: wellFormed(name) }),
    matchers: Object.freeze(
      matchers
        .filter(each => each !== named)
        .map(each => matcher(each.label, each.op, each.value, each)),
    ),
    ...(placeholders.length > 0 && { placeholders }),
  });
}

/**
 * The selector of a model.
 *
 * @public
 */
export function selectorOf(model: Selector): VectorSelectorNode {
  return selector(model.metric, model.matchers);
}

/**
 * The samples of a selector over the last `rangeMs` milliseconds.
 *
 * @public
 */
export function rangeSelector(
  of: VectorSelectorNode,
  rangeMs: DurationValue,
): MatrixSelectorNode {
  return Object.freeze({ kind: 'matrixSelector', selector: of, rangeMs });
}

/**
 * An expression evaluated every `stepMs` over the last `rangeMs`, or at the server's default interval.
 *
 * @public
 */
export function subquery(
  expression: Expression,
  rangeMs: DurationValue,
  stepMs?: DurationValue,
): SubqueryNode {
  return Object.freeze({
    kind: 'subquery',
    expression,
    rangeMs,
    ...(stepMs !== undefined && { stepMs }),
  });
}

/**
 * A selector or subquery read `offsetMs` milliseconds earlier.
 *
 * @public
 */
export function offset(
  expression: Expression,
  offsetMs: DurationValue,
): OffsetNode {
  return Object.freeze({ kind: 'offset', expression, offsetMs });
}

/**
 * A selector or subquery read at one time: seconds since the epoch, or an end of the query.
 *
 * @public
 */
export function at(expression: Expression, time: AtNode['at']): AtNode {
  return Object.freeze({ kind: 'at', expression, at: time });
}

/**
 * A sign before an expression; that of a number becomes part of it.
 *
 * @public
 */
export function unary(
  op: UnaryNode['op'],
  expression: Expression,
): UnaryNode | NumberNode {
  if (expression.kind === 'number') {
    return number(op === '-' ? -expression.value : expression.value);
  }
  return Object.freeze({ kind: 'unary', op, expression });
}

/**
 * An operation on two expressions; without `matching`, samples are joined on all their labels.
 *
 * @public
 */
export function binary(
  op: BinaryOp,
  left: Expression,
  right: Expression,
  options: { bool?: boolean; matching?: VectorMatching } = {},
): BinaryNode {
  return Object.freeze({
    kind: 'binary',
    op,
    left,
    right,
    bool: options.bool ?? false,
    ...(options.matching && { matching: options.matching }),
  });
}

/**
 * An aggregation such as `sum`; `parameter` is the first argument of `topk` and its like.
 *
 * @public
 */
export function aggregate(
  op: string,
  expression: Expression,
  grouping?: Grouping,
  parameter?: Expression,
): AggregateNode {
  return Object.freeze({
    kind: 'aggregate',
    op,
    expression,
    ...(grouping && { grouping }),
    ...(parameter && { parameter }),
  });
}

/**
 * A function call.
 *
 * @public
 */
export function call(name: string, ...args: readonly Expression[]): CallNode {
  return Object.freeze({
    kind: 'call',
    name,
    args: Object.freeze([...args]),
  });
}
