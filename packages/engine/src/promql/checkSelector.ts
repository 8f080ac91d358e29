import { SelectorMatcher, VectorSelectorNode } from './expression';
import { checkRegex, compilePattern } from './regex';
import { SyntaxProblem } from './syntaxProblem';

function isPattern({ op, placeholders }: SelectorMatcher): boolean {
  return (op === '=~' || op === '!~') && placeholders === undefined;
}

/** Prometheus refuses patterns that it cannot compile. `from` is where the literal begins. */
export function checkPattern(
  matcher: SelectorMatcher,
  literal: string,
  from: number,
): void {
  const finding = isPattern(matcher) ? checkRegex(matcher.value) : undefined;
  if (!finding) {
    return;
  }
  const isVerbatim = literal.slice(1, -1) === matcher.value;
  throw new SyntaxProblem(
    'invalid-regex',
    isVerbatim ? from + 1 + finding.index : from,
    `Character ${finding.index + 1} of the pattern for ${matcher.label}: ${
      finding.reason
    }.`,
  );
}

/** Whether a series without the label is refused; a value that is known later only is taken to refuse it. */
function refusesEmpty(matcher: SelectorMatcher): boolean {
  const { op, value, placeholders } = matcher;
  if (placeholders) {
    return op === '=' || op === '=~';
  }
  const matchesEmpty = isPattern(matcher)
    ? compilePattern(value)?.('') ?? false
    : value === '';
  return matchesEmpty === (op === '!=' || op === '!~');
}

/** Prometheus refuses a selector that could choose every series. */
export function checkSelector(
  node: VectorSelectorNode,
  from: number,
): VectorSelectorNode {
  const isNamed = node.metric !== undefined && node.metric !== '';
  if (!isNamed && !node.matchers.some(refusesEmpty)) {
    throw new SyntaxProblem(
      'empty-selector',
      from,
      'It would choose every series of the server.',
    );
  }
  return node;
}
