import { DurationValue, Expression, VectorSelectorNode } from '../../promql';
import { Inexact } from './approximateReason';
import { withoutGuards } from './guards';

/** How a counter is read: as events a second, as events of a window, or as it stands. */
export type CountUnit = 'rate' | 'increase' | 'counter';

/** Series of counters whose events are added, or taken away. */
export interface CountTerm {
  readonly selector: VectorSelectorNode;
  readonly isNegative: boolean;
}

/** A number of events as a sum over counters. */
export interface EventCount {
  readonly terms: readonly CountTerm[];
  readonly unit: CountUnit;
  readonly window: DurationValue | undefined;
  /** Labels that the sum keeps, sorted. */
  readonly groupBy: readonly string[];
  /** What is read otherwise than it is written. */
  readonly notes: readonly CountNote[];
  readonly node: Expression;
}

export type CountNote = 'not-summed' | 'without-ignored' | 'irate-counted';

export interface CountOptions {
  readonly isCounter: boolean | undefined;
}

const COUNTER_NAME = /_(?:total|count|bucket|sum)$/;
const RATIO_NAME = /ratio|burnrate|availability/;
const UNITS: Readonly<Record<string, CountUnit>> = {
  rate: 'rate',
  irate: 'rate',
  increase: 'increase',
};

/** Reads an expression as a sum over counters, or throws why it is none. */
export function eventCount(
  written: Expression,
  options: CountOptions,
): EventCount {
  const node = withoutGuards(written);
  if (node.kind === 'aggregate' && node.op === 'sum') {
    return summed(node, options);
  }
  if (node.kind === 'binary' && (node.op === '+' || node.op === '-')) {
    return added(node, options);
  }
  const series = countedSeries(node, options);
  return { ...series, notes: [...series.notes, 'not-summed'] };
}

function summed(
  node: Extract<Expression, { kind: 'aggregate' }>,
  options: CountOptions,
): EventCount {
  const { grouping, expression } = node;
  const inner = withoutGuards(expression);
  if (grouping?.placeholders) {
    throw new Inexact('variable', node);
  }
  const isSum =
    (inner.kind === 'aggregate' && inner.op === 'sum') ||
    (inner.kind === 'binary' && inner.op === '+');
  const count = isSum
    ? eventCount(inner, options)
    : countedSeries(inner, options);
  const isBy = grouping?.kind === 'by';
  return {
    ...count,
    groupBy: isBy ? [...new Set(grouping.labels)].sort() : [],
    notes:
      grouping?.kind === 'without'
        ? [...count.notes, 'without-ignored']
        : count.notes,
    node,
  };
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

/** `{{.window}}`, `{{ .window }}` and `$window` are one. */
function nameOf(placeholder: string): string {
  return placeholder.replace(/[^\w:]/g, '');
}

/** Whether two windows are the same, or are left open alike. */
export function sameWindow(
  a: DurationValue | undefined,
  b: DurationValue | undefined,
): boolean {
  return typeof a === 'object' && typeof b === 'object'
    ? nameOf(a.placeholder) === nameOf(b.placeholder)
    : a === b;
}

function added(
  node: Extract<Expression, { kind: 'binary' }>,
  options: CountOptions,
): EventCount {
  const left = eventCount(node.left, options);
  const right = eventCount(node.right, options);
  if ([left, right].some(({ notes }) => notes.includes('not-summed'))) {
    // Series that have no partner in the other operand would be lost.
    throw new Inexact('arithmetic', node);
  }
  if (node.matching?.group) {
    throw new Inexact('join', node);
  }
  if (!sameList(left.groupBy, right.groupBy)) {
    throw new Inexact('grouping-differs', node);
  }
  if (left.unit !== right.unit) {
    throw new Inexact('functions-differ', node);
  }
  if (!sameWindow(left.window, right.window)) {
    throw new Inexact('windows-differ', node);
  }
  const others = right.terms.map(term => ({
    ...term,
    isNegative: (node.op === '-') !== term.isNegative,
  }));
  return {
    ...left,
    terms: [...left.terms, ...others],
    notes: [...new Set([...left.notes, ...right.notes])],
    node,
  };
}

/** One counter's series, by a function over time or as they stand. */
function countedSeries(node: Expression, options: CountOptions): EventCount {
  const base = { groupBy: [], notes: [], node };
  if (node.kind === 'vectorSelector') {
    assertCounter(node, options);
    const terms = [{ selector: node, isNegative: false }];
    return { ...base, terms, unit: 'counter', window: undefined };
  }
  if (node.kind !== 'call' || !Object.hasOwn(UNITS, node.name)) {
    throw new Inexact(reasonOf(node), node);
  }
  const [samples] = node.args;
  if (samples.kind !== 'matrixSelector') {
    throw new Inexact(reasonOf(samples), samples);
  }
  return {
    ...base,
    terms: [{ selector: samples.selector, isNegative: false }],
    unit: UNITS[node.name],
    window: samples.rangeMs,
    notes: node.name === 'irate' ? ['irate-counted'] : [],
  };
}

function assertCounter(
  node: VectorSelectorNode,
  { isCounter }: CountOptions,
): void {
  const name = node.metric ?? '';
  if (!(isCounter ?? COUNTER_NAME.test(name))) {
    throw new Inexact(RATIO_NAME.test(name) ? 'recorded-ratio' : 'gauge', node);
  }
}

function reasonOf(node: Expression): Inexact['reason'] {
  switch (node.kind) {
    case 'call':
      return node.name.startsWith('histogram_')
        ? 'native-histogram'
        : 'function';
    case 'aggregate':
      return 'aggregation';
    case 'subquery':
      return 'subquery';
    case 'offset':
    case 'at':
      return 'offset';
    case 'placeholder':
      return 'variable';
    default:
      return 'arithmetic';
  }
}
