import { closest, distance } from 'fastest-levenshtein';
import { isMetricsQlFunction, isMetricsQlKeyword } from './metricsQl';
import { SyntaxProblem } from './syntaxProblem';
import { skipBlank } from './token';
import { AGGREGATIONS, FUNCTIONS } from './types/functions';

const VARIABLE = /\$\{?\w+|\[\[\w+/y;
const TEMPLATE = /\{\{/y;
const WORD = /[A-Za-z_:][\w:]*/y;
const TOKEN = /[\w:.]+|[-+*/%^=!<>~&|]+|[^]/uy;
const FARTHEST = 3;

/** What is written where PromQL has something else. */
const INSTEAD: Readonly<Record<string, string>> = {
  '=': 'Two values are compared with ==.',
  '===': 'Two values are compared with ==.',
  '<>': 'Write != for "not equal".',
  '&&': 'Write "and".',
  '||': 'Write "or".',
  '&': 'Write "and".',
  '|': 'Write "or".',
  '!': 'There is no negation; use "unless", != or !~.',
  '**': 'A power is written with ^.',
  '=~': 'Label matchers stand in braces: metric{label=~"…"}.',
  '!~': 'Label matchers stand in braces: metric{label!~"…"}.',
  ';': 'One expression is expected.',
  '\u00a0': 'It is a space that does not break a line; write an ordinary one.',
};

function matchAt(
  expression: RegExp,
  text: string,
  index: number,
): string | undefined {
  expression.lastIndex = index;
  return expression.exec(text)?.[0];
}

function unknownFunction(name: string, index: number): SyntaxProblem {
  if (name === 'holt_winters') {
    return new SyntaxProblem(
      'unknown-function',
      index,
      'Prometheus 3.0 has renamed holt_winters to double_exponential_smoothing, which is experimental.',
    );
  }
  if (isMetricsQlFunction(name) || isMetricsQlKeyword(name)) {
    return metricsQl(name, index);
  }
  const known = [...Object.keys(FUNCTIONS), ...Object.keys(AGGREGATIONS)];
  const near = closest(name.toLowerCase(), known);
  return new SyntaxProblem(
    'unknown-function',
    index,
    distance(name.toLowerCase(), near) <= FARTHEST
      ? `There is no function ${name.slice(0, 60)}; did you mean ${near}?`
      : `There is no function ${name.slice(0, 60)}.`,
  );
}

function metricsQl(word: string, index: number): SyntaxProblem {
  return new SyntaxProblem(
    'metricsql',
    index,
    `${word} is part of MetricsQL only; write the expression in PromQL, so that every server can evaluate it.`,
  );
}

const KEYWORD =
  /^(?:by|without|on|ignoring|group_left|group_right|bool|and|or|unless|atan2|offset|fill|fill_left|fill_right)$/i;

/** Words that may stand before a parenthesis, if not here. */
function isKnown(word: string): boolean {
  return (
    KEYWORD.test(word) ||
    Object.hasOwn(FUNCTIONS, word) ||
    Object.hasOwn(AGGREGATIONS, word.toLowerCase())
  );
}

function functionBefore(
  text: string,
  index: number,
): SyntaxProblem | undefined {
  const name = /([A-Za-z_:][\w:]*)\s*$/.exec(
    text.slice(Math.max(0, index - 200), index),
  );
  return name && !isKnown(name[1])
    ? unknownFunction(name[1], index - name[0].length)
    : undefined;
}

function explainWord(
  text: string,
  word: string,
  index: number,
): SyntaxProblem | undefined {
  if (isMetricsQlKeyword(word)) {
    return metricsQl(word, index);
  }
  const inBraces = text.lastIndexOf('{', index) > text.lastIndexOf('}', index);
  if (word === 'or' && inBraces) {
    return metricsQl('"or" between matchers', index);
  }
  const after = skipBlank(text, index + word.length);
  return text[after] === '(' && !isKnown(word)
    ? unknownFunction(word, index)
    : undefined;
}

/** A variable that the grammar stumbled over: it stands at the index or just before it. */
function misplacedVariable(
  text: string,
  index: number,
  placeholders: ReadonlyMap<number, string>,
): SyntaxProblem | undefined {
  const end = text.slice(0, index).trimEnd().length;
  const before = [...placeholders].find(
    ([from, variable]) => from + variable.length === end,
  );
  const here = placeholders.get(index);
  const [from, variable] = here === undefined ? before ?? [] : [index, here];
  return from === undefined
    ? undefined
    : new SyntaxProblem(
        'invalid-promql',
        from,
        `${variable} cannot stand here; a variable may stand for an expression, a name, a value or a length of time.`,
      );
}

/** What is wrong at the index where the grammar could not go on. */
export function explainSyntax(
  text: string,
  stuckAt: number,
  placeholders: ReadonlyMap<number, string> = new Map(),
): SyntaxProblem {
  const index = skipBlank(text, stuckAt);
  const misplaced = misplacedVariable(text, index, placeholders);
  if (misplaced) {
    return misplaced;
  }
  if (index >= text.length) {
    const isBlank = text.trim() === '';
    return new SyntaxProblem(
      'invalid-promql',
      isBlank ? 0 : index,
      isBlank ? 'It is empty.' : 'It ends too early.',
    );
  }
  const variable = matchAt(VARIABLE, text, index);
  if (variable) {
    return new SyntaxProblem(
      'grafana-variable',
      index,
      'Write what it stands for; outside a dashboard nothing fills it in.',
    );
  }
  if (matchAt(TEMPLATE, text, index)) {
    return new SyntaxProblem(
      'template-variable',
      index,
      'Write what it stands for.',
    );
  }
  const word = matchAt(WORD, text, index);
  const known =
    (text[index] === '(' && functionBefore(text, index)) ||
    (word && explainWord(text, word, index));
  if (known) {
    return known;
  }
  const token = matchAt(TOKEN, text, index) ?? text[index];
  const instead = Object.hasOwn(INSTEAD, token) ? ` ${INSTEAD[token]}` : '';
  return new SyntaxProblem(
    'invalid-promql',
    index,
    `${JSON.stringify(token.slice(0, 60))} cannot stand here.${instead}`,
  );
}
