import {
  GroupLabels,
  Matcher,
  Selector,
  Sli,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { labelPattern } from './labelPattern';

type Labels = GroupLabels;

/**
 * Series of one metric that an SLI counts. Labels match as in PromQL: one that is missing is an empty one.
 *
 * @public
 */
export interface SliSeries {
  /** Name of the metric. */
  readonly metric: string;
  /** Whether a series of the metric, with these labels, is counted. */
  matches(labels: GroupLabels): boolean;
}

/**
 * The series that make up an SLI, for a data source that holds samples itself.
 *
 * @public
 */
export interface SliSeriesSet {
  /** All events. */
  readonly total: SliSeries;
  /** Bad events; left out where good ones are counted. */
  readonly bad?: SliSeries;
  /** Good events. */
  readonly good?: SliSeries;
  /** As of `SliCounters`. */
  readonly alwaysExposed: boolean;
}

type LabelTest = (labels: Labels) => boolean;

function matcherTest({ label, op, value }: Matcher): LabelTest | undefined {
  const of = (labels: Labels) => labels[label] ?? '';
  if (op === '=' || op === '!=') {
    return labels => (of(labels) === value) === (op === '=');
  }
  const test = labelPattern(value);
  return test && (labels => test(of(labels)) === (op === '=~'));
}

function seriesOf(
  { metric, matchers }: Selector,
  also: LabelTest = () => true,
): SliSeries | undefined {
  const tests = matchers.flatMap(matcher => matcherTest(matcher) ?? []);
  return tests.length < matchers.length
    ? undefined
    : {
        metric,
        matches: labels => also(labels) && tests.every(test => test(labels)),
      };
}

/**
 * Tells the series of an SLI by metric and labels. A latency's good events are those of the bucket whose bound is
 * the threshold, however the bound is written. Undefined when a matcher's regular expression is not of a plain
 * form: alternatives of literals, character sets, `.`, `.*` and `.+`; and for SLIs that do not count by counters.
 *
 * @public
 */
export function sliSeries(sli: Sli): SliSeriesSet | undefined {
  if (sli.kind !== 'ratio' && sli.kind !== 'latency') {
    return undefined;
  }
  const total = seriesOf(sli.total);
  if (sli.kind === 'latency') {
    const bound = sli.thresholdMs / sli.unitMs;
    const good = seriesOf(
      sli.bucket,
      labels => labels.le !== undefined && Number(labels.le) === bound,
    );
    return total && good && { total, good, alwaysExposed: true };
  }
  const bad = sli.bad && seriesOf(sli.bad);
  const good = sli.good && seriesOf(sli.good);
  const understood = total && (bad ?? good);
  return (
    understood && {
      total,
      ...(bad ? { bad } : { good }),
      alwaysExposed: false,
    }
  );
}
