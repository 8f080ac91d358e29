import { SyntaxNode } from '@lezer/common';
import { Matcher } from '@nthlayer/backstage-plugin-nthlayer-common';
import { checkPattern } from './checkSelector';
import { matcher, selector } from './builders';
import { ignoring, on } from './labelLists';
import {
  Expression,
  SelectorMatcher,
  VectorMatching,
  VectorSelectorNode,
} from './expression';
import { parseNumber } from './numberLiteral';
import { DurationValue, Placeholder, placeholdersOf } from './placeholder';
import { unquoteString } from './stringLiteral';
import { SyntaxProblem } from './syntaxProblem';

/** The expression's text and what is known of it besides its concrete tree. */
export interface Source {
  readonly text: string;
  /** Where placeholders begin outside strings, and their texts. */
  readonly placeholders: ReadonlyMap<number, string>;
  /** Whether strings may hold placeholders. */
  readonly hasVariables: boolean;
  /** Where each node of the result begins in the text. */
  readonly positions: Map<Expression, number>;
}

/** Placeholders outside strings in a node, in places counted from its beginning. */
export function placeholdersIn(
  { from, to }: { readonly from: number; readonly to: number },
  { placeholders }: Source,
): Placeholder[] {
  const found: Placeholder[] = [];
  for (const [index, text] of placeholders) {
    if (index >= from && index < to) {
      found.push({ at: index - from, text });
    }
  }
  return found;
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

/** A string literal: its text, and the placeholders that stand in it unescaped. */
export function readString(
  node: SyntaxNode,
  source: Source,
): { value: string; placeholders: readonly Placeholder[] } {
  const literal = textOf(node, source);
  const quote = literal[0];
  const found = source.hasVariables ? placeholdersOf(literal) : [];
  const placeholders: Placeholder[] = [];
  let value = '';
  let index = 1;
  const addText = (end: number) => {
    const text = unquoteString(quote + literal.slice(index, end) + quote);
    if (text === undefined) {
      throw new SyntaxProblem(
        'invalid-string',
        node.from,
        'A backslash must begin an escape of Go; write \\\\ for one backslash.',
      );
    }
    value += text;
  };
  for (const { at, text } of found) {
    addText(at);
    placeholders.push({ at: value.length, text });
    value += text;
    index = at + text.length;
  }
  addText(literal.length - 1);
  return { value, placeholders };
}

function readPlain(node: SyntaxNode, source: Source): string {
  const { value, placeholders } = readString(node, source);
  if (placeholders.length > 0) {
    throw new SyntaxProblem(
      'unsupported-promql',
      node.from,
      'A quoted name may not hold a variable.',
    );
  }
  return value;
}

function readLabel(node: SyntaxNode, source: Source): string {
  return node.name === 'QuotedLabelName'
    ? readPlain(node, source)
    : textOf(node, source);
}

export interface LabelList {
  readonly labels: readonly string[];
  /** Those of the labels that are placeholders as written. */
  readonly placeholders: readonly string[];
}

export function readLabels(node: SyntaxNode | null, source: Source): LabelList {
  const children = node ? childrenOf(node) : [];
  return {
    labels: children.map(child => readLabel(child, source)),
    placeholders: children
      .filter(child => placeholdersIn(child, source).length > 0)
      .map(child => textOf(child, source)),
  };
}

function isMatcherOp(text: string): text is Matcher['op'] {
  return ['=', '!=', '=~', '!~'].includes(text);
}

function readMatcher(node: SyntaxNode, source: Source): SelectorMatcher {
  const [label, op, literal] = childrenOf(node);
  const opText = textOf(op, source);
  if (!isMatcherOp(opText)) {
    throw new SyntaxProblem('invalid-promql', op.from);
  }
  const { value, placeholders } = readString(literal, source);
  const isPlaceholderLabel =
    placeholdersIn(label, source).length > 0 ? true : undefined;
  const read = matcher(readLabel(label, source), opText, value, {
    placeholders,
    isPlaceholderLabel,
  });
  checkPattern(read, textOf(literal, source), literal.from);
  return read;
}

/** A selector, or undefined if the node is nothing but a placeholder. */
export function readSelector(
  node: SyntaxNode,
  source: Source,
): VectorSelectorNode | undefined {
  const identifier = node.getChild('Identifier');
  const list = node.getChild('LabelMatchers');
  const variables = identifier ? placeholdersIn(identifier, source) : [];
  let metric = identifier ? textOf(identifier, source) : undefined;
  if (!list && variables[0]?.text === metric) {
    return undefined;
  }
  const matchers: SelectorMatcher[] = [];
  for (const child of list ? childrenOf(list) : []) {
    if (child.name !== 'QuotedLabelName') {
      matchers.push(readMatcher(child, source));
    } else if (metric === undefined) {
      metric = readPlain(child, source);
    } else {
      throw new SyntaxProblem('two-metric-names', child.from);
    }
  }
  if (
    metric !== undefined &&
    matchers.some(({ label }) => label === '__name__')
  ) {
    throw new SyntaxProblem(
      'two-metric-names',
      node.from,
      'Write {__name__="…",__name__=~"…"} if both are meant.',
    );
  }
  return selector(metric, matchers, variables);
}

export function readMatching(node: SyntaxNode, source: Source): VectorMatching {
  const lists = node.getChildren('GroupingLabels');
  const side = node.getChild('GroupLeft')
    ? ('left' as const)
    : node.getChild('GroupRight') && ('right' as const);
  const { labels, placeholders } = readLabels(lists[0], source);
  const included = readLabels(lists[1] ?? null, source);
  const group = side ? { side, include: included.labels } : undefined;
  const all = [...placeholders, ...included.placeholders];
  return node.getChild('On')
    ? on(labels, group, all)
    : ignoring(labels, group, all);
}

export function readNumber(text: string, position: number): number {
  const value = parseNumber(text);
  if (value === undefined) {
    throw new SyntaxProblem('invalid-number', position);
  }
  return value;
}

const NO_ARITHMETIC =
  'Arithmetic on durations is experimental, from Prometheus 3.4 on; write the result.';

/** Milliseconds of a plain duration, or the placeholder for one. */
export function readDuration(node: SyntaxNode, source: Source): DurationValue {
  const children = childrenOf(node);
  const sign = children[0]?.name === 'UnaryOp' ? children[0] : undefined;
  const inner = sign ? children[1] : children[0];
  const isSigned = sign && /^(?:Offset)?DurationExpr$/.test(inner?.name ?? '');
  const isPlain =
    inner?.name === 'NumberDurationLiteralInDurationContext' &&
    children.length === 1;
  if (!isSigned && !isPlain) {
    throw new SyntaxProblem('unsupported-promql', node.from, NO_ARITHMETIC);
  }
  if (isSigned) {
    const value = readDuration(inner, source);
    if (typeof value === 'object') {
      return { placeholder: textOf(node, source) };
    }
    return textOf(sign, source) === '-' ? -value : value;
  }
  if (placeholdersIn(inner, source).length > 0) {
    return { placeholder: textOf(inner, source) };
  }
  const seconds = readNumber(textOf(inner, source), inner.from);
  if (!Number.isFinite(seconds)) {
    throw new SyntaxProblem('invalid-number', inner.from);
  }
  return Math.round(seconds * 1000);
}
