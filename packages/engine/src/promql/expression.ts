import { Matcher } from '@nthlayer/backstage-plugin-nthlayer-common';

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
}

/**
 * Series chosen by metric name and matchers.
 *
 * @public
 */
export interface VectorSelectorNode {
  readonly kind: 'vectorSelector';
  readonly metric?: string;
  readonly matchers: readonly Matcher[];
}

/**
 * The samples of a selector over a range.
 *
 * @public
 */
export interface MatrixSelectorNode {
  readonly kind: 'matrixSelector';
  readonly selector: VectorSelectorNode;
  readonly rangeMs: number;
}

/**
 * An expression evaluated again and again over a range; without `stepMs` at the server's default interval.
 *
 * @public
 */
export interface SubqueryNode {
  readonly kind: 'subquery';
  readonly expression: Expression;
  readonly rangeMs: number;
  readonly stepMs?: number;
}

/**
 * A selector or subquery read `offsetMs` earlier; negative is later.
 *
 * @public
 */
export interface OffsetNode {
  readonly kind: 'offset';
  readonly expression: Expression;
  readonly offsetMs: number;
}

/**
 * A selector or subquery read at one time: seconds since the epoch, or the ends of the query.
 *
 * @public
 */
export interface AtNode {
  readonly kind: 'at';
  readonly expression: Expression;
  readonly at: number | 'start' | 'end';
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
  | VectorSelectorNode
  | MatrixSelectorNode
  | SubqueryNode
  | OffsetNode
  | AtNode
  | UnaryNode
  | BinaryNode
  | AggregateNode
  | CallNode;
