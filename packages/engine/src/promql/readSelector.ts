import { Matcher } from '@nthlayer/backstage-plugin-nthlayer-common';
import { matcher, placeholder, selector } from './builders';
import { checkPattern, checkSelector } from './checkSelector';
import {
  PlaceholderNode,
  SelectorMatcher,
  VectorMatching,
  VectorSelectorNode,
} from './expression';
import { ignoring, on } from './labelLists';
import { readQuotedName, readString } from './readLiterals';
import { SyntaxProblem } from './syntaxProblem';
import { Token } from './token';
import { TokenReader } from './TokenReader';

export interface LabelList {
  readonly labels: readonly string[];
  /** Those of the labels that are placeholders as written. */
  readonly placeholders: readonly string[];
}

const NO_LABELS: LabelList = { labels: [], placeholders: [] };

/** Takes the name of a label, quoted or not. */
function readLabel(reader: TokenReader): Token {
  const { kind, text, from } = reader.current;
  if (kind === 'string') {
    return reader.next();
  }
  const colon = text.indexOf(':');
  return kind === 'word' && colon < 0
    ? reader.next()
    : reader.fail(kind === 'word' ? from + colon : from);
}

function nameOf(label: Token, reader: TokenReader): string {
  return label.kind === 'string'
    ? readQuotedName(label, reader)
    : reader.written(label);
}

/** Takes labels in parentheses. */
export function readLabels(reader: TokenReader): LabelList {
  const labels: string[] = [];
  const placeholders: string[] = [];
  const readOne = () => {
    const token = readLabel(reader);
    labels.push(nameOf(token, reader));
    if (reader.placeholdersIn(token).length > 0) {
      placeholders.push(reader.written(token));
    }
  };
  reader.list('(', readOne, 'trailing');
  return { labels, placeholders };
}

/** Takes what says which labels must agree, if something does. */
export function readMatching(reader: TokenReader): VectorMatching | undefined {
  const kind = reader.takeWord('on', 'ignoring');
  if (!kind) {
    return undefined;
  }
  const { labels, placeholders } = readLabels(reader);
  const grouped = reader.takeWord('group_left', 'group_right');
  const included = grouped && reader.is('(') ? readLabels(reader) : NO_LABELS;
  const group = grouped && {
    side: isNamed(grouped, 'group_left')
      ? ('left' as const)
      : ('right' as const),
    include: included.labels,
  };
  const match = isNamed(kind, 'on') ? on : ignoring;
  return match(labels, group, [...placeholders, ...included.placeholders]);
}

function isNamed({ text }: Token, word: string): boolean {
  return text.toLowerCase() === word;
}

function isMatcherOp(text: string): text is Matcher['op'] {
  return text === '=' || text === '!=' || text === '=~' || text === '!~';
}

function readMatcher(label: Token, reader: TokenReader): SelectorMatcher {
  const { text: op } = reader.current;
  if (!isMatcherOp(op)) {
    return reader.fail();
  }
  reader.next();
  const literal = reader.expect('string');
  const { value, placeholders } = readString(literal, reader);
  const isPlaceholderLabel =
    reader.placeholdersIn(label).length > 0 ? true : undefined;
  const read = matcher(nameOf(label, reader), op, value, {
    placeholders,
    isPlaceholderLabel,
  });
  checkPattern(read, reader.written(literal), literal.from);
  return read;
}

/** Takes matchers in braces; one of them may be a quoted name alone, that of the metric. */
function readMatchers(
  name: string | undefined,
  reader: TokenReader,
): { metric: string | undefined; matchers: SelectorMatcher[] } {
  const matchers: SelectorMatcher[] = [];
  let metric = name;
  const readOne = () => {
    const label = readLabel(reader);
    if (label.kind === 'word' || isMatcherOp(reader.current.text)) {
      matchers.push(readMatcher(label, reader));
    } else if (metric === undefined) {
      metric = readQuotedName(label, reader);
    } else {
      throw new SyntaxProblem('two-metric-names', label.from);
    }
  };
  reader.list('{', readOne, 'trailing');
  return { metric, matchers };
}

/** Takes the rest of a selector, or all of it if it begins with a brace; a placeholder alone may be anything. */
export function readSelector(
  name: Token | undefined,
  reader: TokenReader,
): VectorSelectorNode | PlaceholderNode {
  const { from } = name ?? reader.current;
  const written = name && reader.written(name);
  const variables = name ? reader.placeholdersIn(name) : [];
  if (!reader.is('{')) {
    return written !== undefined && variables[0]?.text === written
      ? placeholder(written)
      : checkSelector(selector(written, [], variables), from);
  }
  const { metric, matchers } = readMatchers(written, reader);
  if (
    metric !== undefined &&
    matchers.some(({ label }) => label === '__name__')
  ) {
    throw new SyntaxProblem(
      'two-metric-names',
      from,
      'Write {__name__="…",__name__=~"…"} if both are meant.',
    );
  }
  return checkSelector(selector(metric, matchers, variables), from);
}
