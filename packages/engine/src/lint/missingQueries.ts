import { Matcher, Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson, compareText } from '../hash';
import { BucketInspection, SelectorAbsence, SliRequest } from '../ports';
import { print } from '../promql';
import { isCounterSli, MatrixRow } from '../sli';
import { countersOf } from '../sli/sliCounters';
import { aggregateBy, counterGroups } from './counterGroups';
import { matcherAccepts } from './matcherAccepts';

/**
 * What there is in place of the good or bad events of an SLI that has a total.
 *
 * @public
 */
export interface MissingFact {
  readonly key: string;
  readonly absence?: SelectorAbsence;
  readonly buckets?: readonly BucketInspection[];
}

/**
 * A question about SLIs whose total exists while their good or bad events do not: an instant query.
 *
 * @public
 */
export interface MissingQuery {
  readonly keys: readonly string[];
  readonly expression: string;
  read(rows: readonly MatrixRow[]): MissingFact[];
}

/** A histogram has a row for each of some dozen bounds. */
const HISTOGRAMS_PER_QUERY = 500;
const MEMBERS_PER_QUERY = 1_000;
const MOST_VALUES = 200;

/**
 * The questions about SLIs whose good or bad events do not exist: the bounds of histograms, and the values of the
 * labels that tell events apart. SLIs whose part is of another metric than their total are in none of them.
 *
 * @public
 */
export function missingQueries(
  requests: readonly SliRequest[],
): MissingQuery[] {
  const latency = requests.filter(({ sli }) => sli.kind === 'latency');
  return [...bucketQueries(latency), ...valueQueries(requests)];
}

/** The bucket in place of the total, so that all its bounds are asked for. */
function bucketQueries(requests: readonly SliRequest[]): MissingQuery[] {
  const all = requests.map(({ key, sli }) => ({
    key,
    sli: sli.kind === 'latency' ? { ...sli, total: sli.bucket } : sli,
  }));
  return counterGroups(all, ['total'], HISTOGRAMS_PER_QUERY).map(group => ({
    keys: group.keys,
    expression: print(
      aggregateBy('sum', [...group.labels, 'le'], group.selector),
    ),
    read: rows =>
      [...group.rowsByKey(rows)].map(([key, own]) => ({
        key,
        buckets: bucketsIn(own),
      })),
  }));
}

function bucketsIn(rows: readonly MatrixRow[]): BucketInspection[] {
  const events = new Map<number, number>();
  for (const { labels, values } of rows) {
    const bound = boundOf(labels.le);
    if (!Number.isNaN(bound)) {
      events.set(bound, (events.get(bound) ?? 0) + (values.at(-1) ?? 0));
    }
  }
  return [...events]
    .map(([bound, count]) => ({ bound, events: count }))
    .sort((a, b) => a.bound - b.bound);
}

function boundOf(le: string | undefined): number {
  return le === '+Inf' ? Infinity : Number(le || NaN);
}

/** SLIs with the same matchers of their own on the part, which one query can ask about. */
function valueQueries(requests: readonly SliRequest[]): MissingQuery[] {
  const byMatchers = new Map<string, SliRequest[]>();
  for (const request of requests) {
    const own = ownMatchers(request.sli);
    if (own.length > 0) {
      const id = canonicalJson(own);
      byMatchers.set(id, [...(byMatchers.get(id) ?? []), request]);
    }
  }
  return [...byMatchers]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, alike]) => queriesFor(alike, ownMatchers(alike[0].sli)));
}

function queriesFor(
  requests: readonly SliRequest[],
  own: readonly Matcher[],
): MissingQuery[] {
  const asked = own.map(({ label }) => label);
  return counterGroups(requests, ['total'], MEMBERS_PER_QUERY).map(group => ({
    keys: group.keys,
    expression: print(
      aggregateBy(
        'count',
        [...new Set([...group.labels, ...asked])],
        group.selector,
      ),
    ),
    read: rows =>
      [...group.rowsByKey(rows)].map(([key, found]) => {
        const absence = absenceIn(own, found);
        return { key, ...(absence && { absence }) };
      }),
  }));
}

/** Matchers that the good or bad events have beyond those of the total, where both are of one metric. */
function ownMatchers(sli: Sli): readonly Matcher[] {
  if (!isCounterSli(sli)) {
    return [];
  }
  const { total, events } = countersOf(sli);
  if (events.bounds || total.selector.metric !== events.selector.metric) {
    return [];
  }
  const shared = new Set(total.selector.matchers.map(canonicalJson));
  return events.selector.matchers.filter(
    matcher => !shared.has(canonicalJson(matcher)),
  );
}

/** The first of the matchers that nothing passes. */
function absenceIn(
  matchers: readonly Matcher[],
  rows: readonly MatrixRow[],
): SelectorAbsence | undefined {
  let left = rows;
  for (const matcher of matchers) {
    const accepts = matcherAccepts(matcher);
    const passing = left.filter(({ labels }) =>
      accepts(labels[matcher.label] ?? ''),
    );
    if (passing.length === 0 && left.length > 0) {
      const values = valuesOf(matcher.label, left);
      return values.length > 0
        ? { reason: 'value', matcher, values, metrics: [] }
        : { reason: 'label', matcher, labels: [], holders: [] };
    }
    left = passing;
  }
  return undefined;
}

function valuesOf(label: string, rows: readonly MatrixRow[]): string[] {
  const values = rows.flatMap(({ labels }) => labels[label] || []);
  return [...new Set(values)].sort(compareText).slice(0, MOST_VALUES);
}
