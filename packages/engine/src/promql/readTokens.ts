import { SyntaxNode } from '@lezer/common';
import { Matcher } from '@nthlayer/backstage-plugin-nthlayer-common';
import { ignoring, matcher, on, selector } from './builders';
import { VectorMatching, VectorSelectorNode } from './expression';
import { parseNumber } from './numberLiteral';
import { unquoteString } from './stringLiteral';
import { SyntaxProblem } from './syntaxProblem';

/** The expression's text and how to read a node of its concrete tree. */
export interface Source {
  readonly text: string;
}

export function textOf(node: SyntaxNode, { text }: Source): string {
  return text.slice(node.from, node.to);
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment') {
      children.push(child);
    }
  }
  return children;
}

export function readString(node: SyntaxNode, source: Source): string {
  const value = unquoteString(textOf(node, source));
  if (value === undefined) {
    throw new SyntaxProblem('invalid-string', node.from);
  }
  return value;
}

function readLabel(node: SyntaxNode, source: Source): string {
  return node.name === 'QuotedLabelName'
    ? readString(node, source)
    : textOf(node, source);
}

export function readLabels(node: SyntaxNode, source: Source): string[] {
  return childrenOf(node).map(child => readLabel(child, source));
}

function isMatcherOp(text: string): text is Matcher['op'] {
  return ['=', '!=', '=~', '!~'].includes(text);
}

function readMatcher(node: SyntaxNode, source: Source): Matcher {
  const [label, op, value] = childrenOf(node);
  const opText = textOf(op, source);
  if (!isMatcherOp(opText)) {
    throw new SyntaxProblem('invalid-promql', op.from);
  }
  return matcher(readLabel(label, source), opText, readString(value, source));
}

export function readSelector(
  node: SyntaxNode,
  source: Source,
): VectorSelectorNode {
  const identifier = node.getChild('Identifier');
  let metric = identifier ? textOf(identifier, source) : undefined;
  const matchers: Matcher[] = [];
  const list = node.getChild('LabelMatchers');
  for (const child of list ? childrenOf(list) : []) {
    if (child.name !== 'QuotedLabelName') {
      matchers.push(readMatcher(child, source));
    } else if (metric === undefined) {
      metric = readString(child, source);
    } else {
      throw new SyntaxProblem('invalid-promql', child.from);
    }
  }
  return selector(metric, matchers);
}

export function readMatching(node: SyntaxNode, source: Source): VectorMatching {
  const lists = node.getChildren('GroupingLabels');
  const side = node.getChild('GroupLeft')
    ? 'left'
    : node.getChild('GroupRight') && 'right';
  const labels = readLabels(lists[0], source);
  const group = side
    ? ({ side, include: lists[1] ? readLabels(lists[1], source) : [] } as const)
    : undefined;
  return node.getChild('On') ? on(labels, group) : ignoring(labels, group);
}

export function readNumber(text: string, position: number): number {
  const value = parseNumber(text);
  if (value === undefined) {
    throw new SyntaxProblem('invalid-number', position);
  }
  return value;
}

/** Milliseconds of a plain duration; arithmetic on durations is newer than the servers we support. */
export function readDuration(node: SyntaxNode, source: Source): number {
  const children = childrenOf(node);
  const sign = children[0]?.name === 'UnaryOp' ? children[0] : undefined;
  const inner = sign ? children[1] : children[0];
  if (sign && inner?.name === 'OffsetDurationExpr') {
    const value = readDuration(inner, source);
    return textOf(sign, source) === '-' ? -value : value;
  }
  if (
    inner?.name !== 'NumberDurationLiteralInDurationContext' ||
    children.length !== 1
  ) {
    throw new SyntaxProblem('unsupported-promql', node.from);
  }
  const seconds = readNumber(textOf(inner, source), inner.from);
  if (!Number.isFinite(seconds)) {
    throw new SyntaxProblem('invalid-number', inner.from);
  }
  return Math.round(seconds * 1000);
}
