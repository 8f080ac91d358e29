import { Selector } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Expression, parse, VectorSelectorNode } from '../../promql';

/** The counters that a query sums, or why they cannot be told. */
export type CounterQuery =
  | { readonly selector: Selector; readonly rated: boolean }
  | { readonly problem: string };

/** Functions that answer how much a counter grew; how long they look back does not matter to exact counting. */
const GROWTH: readonly string[] = ['rate', 'increase'];

/** A text in quotes, or a window that a tool was to fill in: `[{{.window}}]`, `[$__rate_interval]`, `[${window}]`. */
const QUOTED_OR_WINDOW =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\[\s*(?:\{\{[^{}[\]]*\}\}|\$\w+|\$\{\w+\})\s*\]/g;

/** What tools fill in; in a pattern a dollar ends the text, so that no word can follow it. */
const VARIABLE = /\$\w|\$\{|\{\{/;

function withoutTemplates(query: string): string {
  return query.replace(QUOTED_OR_WINDOW, part =>
    part.startsWith('[') ? '[5m]' : part,
  );
}

/** Reads a query that sums the counters of one selector. */
export function readCounterQuery(query: string): CounterQuery {
  const { expression, diagnostics } = parse(withoutTemplates(query));
  if (expression === undefined) {
    const [{ summary, position }] = diagnostics;
    const where = position
      ? ` (line ${position.line}, column ${position.column} of the query)`
      : '';
    return { problem: `it is not PromQL${where}: ${summary}` };
  }
  return countersIn(expression, true);
}

function countersIn(expression: Expression, outermost: boolean): CounterQuery {
  switch (expression.kind) {
    case 'vectorSelector':
      return ofSelector(expression, false);
    case 'aggregate':
      return ofSum(expression);
    case 'call':
      return ofGrowth(expression);
    case 'binary':
      return outermost && isOrZero(expression)
        ? countersIn(expression.left, false)
        : {
            problem: `it calculates (${expression.op}) between series, where exact counting needs the counters of one selector`,
          };
    default:
      return {
        problem: `it is no sum of counters, but ${
          DESCRIBED[expression.kind] ?? 'something else'
        }`,
      };
  }
}

const DESCRIBED: Readonly<Record<string, string>> = {
  number: 'a number',
  string: 'a text',
  matrixSelector: 'a range of samples',
  subquery: 'a subquery',
  offset: 'a look at another time (offset)',
  at: 'a look at another time (@)',
  unary: 'a sign before an expression',
};

function ofSelector(
  { metric, matchers }: VectorSelectorNode,
  rated: boolean,
): CounterQuery {
  if (metric === undefined) {
    return { problem: 'it names no metric' };
  }
  const variable = matchers.find(({ value }) => VARIABLE.test(value));
  if (variable) {
    return {
      problem: `the label ${variable.label} is compared with a variable, which nobody fills in`,
    };
  }
  return {
    selector: {
      metric,
      matchers: matchers.map(({ label, op, value }) => ({ label, op, value })),
    },
    rated,
  };
}

function ofSum({
  op,
  grouping,
  expression,
}: Extract<Expression, { kind: 'aggregate' }>): CounterQuery {
  if (op !== 'sum') {
    return { problem: `it aggregates with ${op}; only sum keeps counts exact` };
  }
  const inner = countersIn(expression, false);
  if ('problem' in inner || grouping === undefined) {
    return inner;
  }
  const pinned = inner.selector.matchers
    .filter(matcher => matcher.op === '=')
    .map(({ label }) => label);
  const splits =
    grouping.kind === 'without' ||
    grouping.labels.some(label => !pinned.includes(label));
  return splits
    ? {
        problem: `it is split (${grouping.kind}) by ${grouping.labels.join(
          ', ',
        )}, and an SLO is one figure`,
      }
    : inner;
}

function ofGrowth({
  name,
  args,
}: Extract<Expression, { kind: 'call' }>): CounterQuery {
  const [range] = args;
  if (!GROWTH.includes(name)) {
    return { problem: `it calls ${name}, where only rate and increase count` };
  }
  return range?.kind === 'matrixSelector'
    ? ofSelector(range.selector, true)
    : { problem: `its ${name} is not over one selector` };
}

/** `… or vector(0)`: nothing is no events, which is how counters are counted anyway. */
function isOrZero({
  op,
  right,
}: Extract<Expression, { kind: 'binary' }>): boolean {
  const [zero] =
    right.kind === 'call' && right.name === 'vector' ? right.args : [];
  return op === 'or' && zero?.kind === 'number' && zero.value === 0;
}
