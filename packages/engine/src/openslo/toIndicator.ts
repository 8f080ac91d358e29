import {
  CompositeSli,
  CounterSli,
  Sli,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { aggregate, by, print, selectorOf } from '../promql';
import { describeSli } from '../sli/describeSli';
import { counterSelector } from '../sli/sampleSelectors';
import { countersOf, SliCounter } from '../sli/sliCounters';
import { OpenSloMetric, OpenSloRatioMetric, OpenSloSliSpec } from './sli';

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
      return { ratioMetric: ratio(true, describeSli(sli), metric) };
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
