import { CounterSli, Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { matcher, print, selector } from '../../promql';
import { isCounterSli } from '../../sli';
import { countersOf } from '../../sli/sliCounters';
import { exampleLabels } from './exampleLabels';
import { Sample, seriesNotation, Timeline } from './timeline';

/** An input series of a rule test. */
export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

/** The series of processes, by name of the process. */
export type MakeSeries = (
  processes: Readonly<Record<string, Timeline>>,
) => InputSeries[];

interface Counter {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  valueOf(sample: Sample): number | undefined;
}

/** Both kinds of event on series of one metric, told apart by a label. */
function splitCounters(sli: CounterSli): Counter[] | undefined {
  const { total, events, part } = countersOf(sli);
  const some = exampleLabels([total.selector, events.selector]);
  const others = exampleLabels([total.selector], [events.selector]);
  const [good, bad] = part === 'good' ? [some, others] : [others, some];
  const { metric } = total.selector;
  return (
    good &&
    bad && [
      { metric, labels: good, valueOf: sample => sample.good },
      { metric, labels: bad, valueOf: sample => sample.bad },
    ]
  );
}

/** All events on one metric and the good or bad ones on another, as in a histogram. */
function separateCounters(sli: CounterSli): Counter[] | undefined {
  const { total, events, part } = countersOf(sli);
  const all = exampleLabels([total.selector]);
  const some = exampleLabels([events.selector]);
  const bound = events.bounds && { le: events.bounds[0] };
  return (
    all &&
    some && [
      {
        metric: total.selector.metric,
        labels: all,
        valueOf: ({ good, bad = 0 }) => good + bad,
      },
      {
        metric: events.selector.metric,
        labels: { ...some, ...bound },
        valueOf: sample => sample[part],
      },
    ]
  );
}

function freeLabel(sli: Sli, counters: readonly Counter[]): string {
  const taken = new Set([
    ...sli.groupBy,
    ...counters.flatMap(({ labels }) => Object.keys(labels)),
  ]);
  let label = 'pod';
  while (taken.has(label)) {
    label += '_';
  }
  return label;
}

/**
 * Makes the series that processes would show while they live through their timelines. Undefined where no series can be found that the SLI's selectors choose.
 */
export function exampleSeries(sli: Sli): MakeSeries | undefined {
  if (!isCounterSli(sli)) {
    return undefined;
  }
  const { total, events } = countersOf(sli);
  const counters =
    total.selector.metric === events.selector.metric
      ? splitCounters(sli)
      : separateCounters(sli);
  if (!counters) {
    return undefined;
  }
  const pod = freeLabel(sli, counters);
  return processes =>
    Object.entries(processes).flatMap(([name, samples]) =>
      counters.map(({ metric, labels, valueOf }) => ({
        series: print(
          selector(
            metric,
            Object.entries({ ...labels, [pod]: name })
              .filter(([, value]) => value !== '')
              .map(([label, value]) => matcher(label, '=', value)),
          ),
        ),
        values: seriesNotation(
          samples.map(sample => (sample ? valueOf(sample) : undefined)),
        ),
      })),
    );
}
