import { Matcher, Selector } from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson } from '../../hash';
import {
  anyOf,
  Expression,
  SelectorMatcher,
  VectorSelectorNode,
} from '../../promql';
import { Inexact } from './approximateReason';
import { CountTerm } from './eventCount';

/** A selector of the model: a metric by name, and values without variables. */
function modelOf(node: VectorSelectorNode): Selector {
  const { metric, matchers, placeholders } = node;
  const isOpen = (each: SelectorMatcher) =>
    each.placeholders !== undefined || each.isPlaceholderLabel === true;
  if (placeholders || matchers.some(isOpen)) {
    throw new Inexact('variable', node);
  }
  if (
    metric === undefined ||
    matchers.some(each => each.label === '__name__')
  ) {
    throw new Inexact('metric-pattern', node);
  }
  return {
    metric,
    matchers: matchers.map(({ label, op, value }) => ({ label, op, value })),
  };
}

function keyOf(matcher: Matcher): string {
  return canonicalJson(matcher);
}

/** Whether two selectors choose the same series by the same matchers, in whatever order. */
export function sameSelector(a: Selector, b: Selector): boolean {
  const keys = ({ metric, matchers }: Selector) =>
    canonicalJson([metric, [...new Set(matchers.map(keyOf))].sort()]);
  return keys(a) === keys(b);
}

/** The values of a matcher that lists them, `=` or `=~` with plain words. */
function valuesOf({ op, value }: Matcher): readonly string[] | undefined {
  if (op === '=') {
    return [value];
  }
  return op === '=~' && /^[\w-]+(?:\|[\w-]+)*$/.test(value)
    ? value.split('|')
    : undefined;
}

/** One selector for several that differ in the values of one label only; those must not overlap. */
function unite(selectors: readonly Selector[], node: Expression): Selector {
  const [first, ...others] = selectors;
  const shared = first.matchers.filter(own =>
    others.every(({ matchers }) =>
      matchers.some(each => keyOf(each) === keyOf(own)),
    ),
  );
  const sharedKeys = new Set(shared.map(keyOf));
  const own = selectors.map(({ matchers }) =>
    matchers.filter(each => !sharedKeys.has(keyOf(each))),
  );
  const label = own[0][0]?.label;
  const values = own.map(matchers =>
    matchers.length === 1 && matchers[0].label === label
      ? valuesOf(matchers[0])
      : undefined,
  );
  if (selectors.some(({ metric }) => metric !== first.metric)) {
    throw new Inexact('several-metrics', node);
  }
  const all = values.flatMap(each => each ?? []);
  if (
    label === undefined ||
    values.includes(undefined) ||
    new Set(all).size < all.length
  ) {
    throw new Inexact('overlapping-sum', node);
  }
  const union = anyOf(label, all);
  return { metric: first.metric, matchers: [...shared, union] };
}

/** The series of terms that are added. */
export function countedSelector(
  terms: readonly CountTerm[],
  node: Expression,
): Selector {
  const selectors = terms.map(({ selector }) => modelOf(selector));
  return selectors.length === 1 ? selectors[0] : unite(selectors, node);
}
