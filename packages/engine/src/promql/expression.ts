import { Matcher } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DurationPlaceholder, DurationValue, Placeholder } from './placeholder';

/**
 * A number.
 *
 * @public
 */
export interface NumberNode {
  readonly kind: 'number';
  readonly value: number;
}

/**
 * A text; plain, the printer escapes it.
 *
 * @public
 */
export interface StringNode {
  readonly kind: 'string';
  readonly value: string;
  /** Grafana variables in the value; what else looks like one is text. */
  readonly placeholders?: readonly Placeholder[];
}

/**
 * A Grafana variable where an expression stands, e.g. `$threshold`. It may be a number or any query.
 *
 * @public
 */
export interface PlaceholderNode {
  readonly kind: 'placeholder';
  /** As written. */
  readonly text: string;
}

/**
 * A label matcher of a selector.
 *
 * @public
 */
export interface SelectorMatcher extends Matcher {
  /** Grafana variables in the value; what else looks like one is text. */
  readonly placeholders?: readonly Placeholder[];
  /** The label is a Grafana variable as written, and not a name. */
  readonly isPlaceholderLabel?: true;
}

/**
 * Series chosen by metric name and matchers.
 *
 * @public
 */
export interface VectorSelectorNode {
  readonly kind: 'vectorSelector';
  readonly metric?: string;
  readonly matchers: readonly SelectorMatcher[];
  /** Grafana variables in the metric's name. */
  readonly placeholders?: readonly Placeholder[];
}

/**
 * The samples of a selector over a range.
 *
 * @public
 */
export interface MatrixSelectorNode {
  readonly kind: 'matrixSelector';
  readonly selector: VectorSelectorNode;
  readonly rangeMs: DurationValue;
}

/**
 * An expression evaluated again and again over a range; without `stepMs` at the server's default interval.
 *
 * @public
 */
export interface SubqueryNode {
  readonly kind: 'subquery';
  readonly expression: Expression;
  readonly rangeMs: DurationValue;
  readonly stepMs?: DurationValue;
}

/**
 * A selector or subquery read `offsetMs` earlier; negative is later.
 *
 * @public
 */
export interface OffsetNode {
  readonly kind: 'offset';
  readonly expression: Expression;
  readonly offsetMs: DurationValue;
}

/**
 * A selector or subquery read at one time: seconds since the epoch, or the ends of the query.
 *
 * @public
 */
export interface AtNode {
  readonly kind: 'at';
  readonly expression: Expression;
  readonly at: number | 'start' | 'end' | DurationPlaceholder;
}

/**
 * A sign before an expression.
 *
 * @public
 */
export interface UnaryNode {
  readonly kind: 'unary';
  readonly op: '-' | '+';
  readonly expression: Expression;
}

/**
 * Operators between two expressions.
 *
 * @public
 */
export type BinaryOp =
  | '^'
  | '*'
  | '/'
  | '%'
  | 'atan2'
  | '+'
  | '-'
  | '=='
  | '!='
  | '<='
  | '<'
  | '>='
  | '>'
  | 'and'
  | 'unless'
  | 'or';

/**
 * Which labels must agree for two samples to be joined, and which side may have several for one.
 *
 * @public
 */
export interface VectorMatching {
  readonly kind: 'on' | 'ignoring';
  readonly labels: readonly string[];
  readonly group?: {
    readonly side: 'left' | 'right';
    readonly include: readonly string[];
  };
  /** Those of all these labels that are Grafana variables as written, and not names. */
  readonly placeholders?: readonly string[];
}

/**
 * An operation on two expressions.
 *
 * @public
 */
export interface BinaryNode {
  readonly kind: 'binary';
  readonly op: BinaryOp;
  readonly left: Expression;
  readonly right: Expression;
  /** A comparison answers 0 or 1 instead of dropping samples. */
  readonly bool: boolean;
  readonly matching?: VectorMatching;
}

/**
 * Which labels an aggregation keeps.
 *
 * @public
 */
export interface Grouping {
  readonly kind: 'by' | 'without';
  readonly labels: readonly string[];
  /** Those of the labels that are Grafana variables as written, and not names. */
  readonly placeholders?: readonly string[];
}

/**
 * An aggregation such as `sum by (service) (…)`.
 *
 * @public
 */
export interface AggregateNode {
  readonly kind: 'aggregate';
  readonly op: string;
  readonly grouping?: Grouping;
  /** First argument of `topk`, `quantile`, `count_values` and their like. */
  readonly parameter?: Expression;
  readonly expression: Expression;
}

/**
 * A function call.
 *
 * @public
 */
export interface CallNode {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
}

/**
 * A PromQL expression as a frozen tree. Parentheses are not part of it: the printer writes them where they are
 * needed.
 *
 * @public
 */
export type Expression =
  | NumberNode
  | StringNode
  | PlaceholderNode
  | VectorSelectorNode
  | MatrixSelectorNode
  | SubqueryNode
  | OffsetNode
  | AtNode
  | UnaryNode
  | BinaryNode
  | AggregateNode
  | CallNode;
