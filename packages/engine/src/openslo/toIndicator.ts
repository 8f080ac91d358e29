import {
  CompositeSli,
  CounterSli,
  NativeLatencySli,
  Sli,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  aggregate,
  binary,
  by,
  call,
  Expression,
  number,
  print,
  rangeSelector,
  selectorOf,
} from '../promql';
import { counterSelector } from '../sli/sampleSelectors';
import { countersOf, SliCounter } from '../sli/sliCounters';
import { OpenSloMetric, OpenSloRatioMetric, OpenSloSliSpec } from './sli';

/** As long as people make it: several scrapes fit in. */
const RATE_MS = 300_000;

type MakeMetric = (query: string) => OpenSloMetric;

function ratio(
  counter: boolean,
  queries: { readonly good?: string; readonly bad?: string; total: string },
  metric: MakeMetric,
): OpenSloRatioMetric {
  const { good, bad, total } = queries;
  return {
    counter,
    ...(good !== undefined && { good: metric(good) }),
    ...(bad !== undefined && { bad: metric(bad) }),
    total: metric(total),
  };
}

/** The counters of an SLI, added up. */
function counterQueries(sli: CounterSli) {
  const { total, events, part, groupBy } = countersOf(sli);
  const grouping = groupBy.length > 0 ? by(groupBy) : undefined;
  const sum = (counter: SliCounter) =>
    print(aggregate('sum', counterSelector(counter), grouping));
  return { [part]: sum(events), total: sum(total) };
}

/** Observations of a native histogram a second: those up to the threshold, and all. An empty one has no fraction. */
function histogramQueries({
  histogram,
  thresholdMs,
  unitMs,
  groupBy,
}: NativeLatencySli) {
  const rate = call('rate', rangeSelector(selectorOf(histogram), RATE_MS));
  const count = call('histogram_count', rate);
  const bound = Number((thresholdMs / unitMs).toPrecision(15));
  const fraction = call(
    'histogram_fraction',
    number(-Infinity),
    number(bound),
    rate,
  );
  const grouping = groupBy.length > 0 ? by(groupBy) : undefined;
  const sum = (of: Expression) => print(aggregate('sum', of, grouping));
  return {
    good: sum(binary('>=', binary('*', fraction, count), number(0))),
    total: sum(count),
  };
}

/** An SLI that measures something itself. */
export type SingleSli = Exclude<Sli, CompositeSli>;

/** An SLI as OpenSLO v1 says it. A composite there is an SLO, not an SLI. */
export function toIndicator(
  sli: SingleSli,
  metric: MakeMetric,
): OpenSloSliSpec {
  switch (sli.kind) {
    case 'ratio':
    case 'latency':
      return { ratioMetric: ratio(true, counterQueries(sli), metric) };
    case 'native-latency':
      return { ratioMetric: ratio(false, histogramQueries(sli), metric) };
    case 'probe': {
      const grouping = sli.groupBy.length > 0 ? by(sli.groupBy) : undefined;
      const of = (op: string) =>
        print(aggregate(op, selectorOf(sli.up), grouping));
      const samples = { good: of('sum'), total: of('count') };
      return { ratioMetric: ratio(false, samples, metric) };
    }
    case 'threshold':
      return { thresholdMetric: metric(sli.expression) };
    case 'expression': {
      const { of, ratio: raw, part = '', total = '' } = sli;
      const rawType = of === 'good' ? 'success' : 'failure';
      return {
        ratioMetric:
          raw === undefined
            ? ratio(false, { [of]: part, total }, metric)
            : { rawType, raw: metric(raw) },
      };
    }
    default:
      return sli satisfies never;
  }
}
