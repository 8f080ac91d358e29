import { Matcher, Selector } from '@nthlayer/backstage-plugin-nthlayer-common';
import { matcherAccepts, promql, SelectorAbsence } from '@nthlayer/engine';
import { SeriesIndex } from './seriesIndex';

const MOST_LISTED = 200;
/** Labels in which a service's name is looked for. */
const MOST_SEARCHED = 8;
/** Labels that name no service. */
const NEVER_SERVICES = ['__name__', 'le', 'quantile', 'instance'];

/** Why a selector chooses nothing: its metric, or the first matcher that no series passes which passes those before. */
export async function findAbsence(
  { metric, matchers }: Selector,
  index: SeriesIndex,
): Promise<SelectorAbsence> {
  const all = await index.labels({ metric, matchers: [] });
  if (all.entries.length === 0) {
    const metrics = await similarMetrics(metric, matchers, index);
    return { reason: 'metric', metrics };
  }
  const passed: Matcher[] = [];
  for (const matcher of matchers) {
    const series = { metric, matchers: [...passed] };
    const { entries: labels } = await index.labels(series);
    const mayLack = matcherAccepts(matcher)('');
    if (!mayLack && !labels.includes(matcher.label)) {
      return {
        reason: 'label',
        matcher,
        labels: labels.filter(label => label !== '__name__'),
        holders: await holdersOf(matcher, series, labels, index),
      };
    }
    const values = await refusedValues(matcher, series, index);
    if (values) {
      const metrics =
        matcher.op === '=' ? (await index.metrics([matcher])).entries : [];
      return {
        reason: 'value',
        matcher,
        values: values.slice(0, MOST_LISTED),
        metrics,
      };
    }
    passed.push(matcher);
  }
  return { reason: 'gone' };
}

/** The values of a matcher's label where no series passes it. */
async function refusedValues(
  matcher: Matcher,
  series: Selector,
  index: SeriesIndex,
): Promise<readonly string[] | undefined> {
  const { entries, isWhole } = await index.values(matcher.label, series);
  const accepts = matcherAccepts(matcher);
  if (entries.some(accepts)) {
    return undefined;
  }
  if (isWhole && !accepts('')) {
    return entries;
  }
  const passing = await index.labels({
    metric: series.metric,
    matchers: [...series.matchers, matcher],
  });
  return passing.entries.length > 0 ? undefined : entries;
}

/** What the same matchers choose, or else what is named alike. */
async function similarMetrics(
  metric: string,
  matchers: readonly Matcher[],
  index: SeriesIndex,
): Promise<readonly string[]> {
  const narrowing = matchers.filter(({ op, value }) => op === '=' && value);
  if (narrowing.length > 0) {
    const { entries } = await index.metrics(narrowing);
    if (entries.length > 0) {
      return entries;
    }
  }
  const [prefix, ...rest] = metric.split('_');
  if (rest.length === 0 || prefix === '') {
    return [];
  }
  const pattern = `${promql.escapeRegex(`${prefix}_`)}.*`;
  const alike = await index.metrics([
    { label: '__name__', op: '=~', value: pattern },
  ]);
  return alike.entries;
}

/** Labels that have the wanted value. */
async function holdersOf(
  { op, value }: Matcher,
  series: Selector,
  labels: readonly string[],
  index: SeriesIndex,
): Promise<string[]> {
  if (op !== '=') {
    return [];
  }
  const holders: string[] = [];
  const searched = labels.filter(label => !NEVER_SERVICES.includes(label));
  for (const label of searched.slice(0, MOST_SEARCHED)) {
    const { entries } = await index.values(label, series);
    if (entries.includes(value)) {
      holders.push(label);
    }
  }
  return holders;
}
