import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { MetricFamily } from '../counters/families';
import { ServiceCounters } from '../counters/ServiceCounters';
import { runNow } from '../counters/slices';
import { UP_METRIC } from '../counters/upSamples';
import { podsIn } from '../pods/Pod';
import { SimulatedService } from '../profile/SimulatedService';
import { TimeRange } from '../Simulation';
import { seriesText } from './text';

/** A service whose samples are to be written. */
export interface OpenMetricsTarget {
  readonly service: SimulatedService;
  readonly counters: ServiceCounters;
  /** Labels that the scraper adds. */
  readonly targetLabels: Readonly<Record<string, string>>;
}

type TypedName = Pick<MetricFamily, 'name' | 'type'>;

/** OpenMetrics names a counter's family without the suffix that its samples have. */
function familyName({ name, type }: TypedName): string {
  return type === 'counter' ? name.replace(/_total$/, '') : name;
}

function familiesOf(targets: readonly OpenMetricsTarget[]): TypedName[] {
  const all = targets.flatMap(({ counters }) => counters.families);
  return [...new Map(all.map(family => [family.name, family])).values()];
}

function podsOf(
  { service, targetLabels }: OpenMetricsTarget,
  range: TimeRange,
) {
  return podsIn(service, range.fromMs, range.toMs).map(pod => ({
    pod,
    target: { pod: pod.name, ...targetLabels },
  }));
}

function seriesLines(metric: string, samples: CounterSamples): string {
  const series = seriesText(metric, samples.labels);
  let lines = '';
  samples.timesMs.forEach((timeMs, i) => {
    lines += `${series} ${samples.values[i]} ${timeMs / 1000}\n`;
  });
  return lines;
}

function* familyLines(
  name: string,
  target: OpenMetricsTarget,
  range: TimeRange,
): Generator<string> {
  const { counters } = target;
  const family = counters.families.find(each => each.name === name);
  if (!family) {
    return;
  }
  for (const { pod, target: labels } of podsOf(target, range)) {
    const request = { series: family.series, target: labels };
    const found = runNow(counters.podSamples(pod, range, request));
    yield* found.map(({ metric, samples }) => seriesLines(metric, samples));
  }
}

/**
 * All samples of a range as OpenMetrics text, a chunk for each series of each pod. Families are whole and each
 * series is in order of time, as readers of the format demand.
 */
export function* openMetrics(
  targets: readonly OpenMetricsTarget[],
  range: TimeRange,
): Generator<string> {
  for (const family of familiesOf(targets)) {
    yield `# TYPE ${familyName(family)} ${family.type}\n`;
    for (const target of targets) {
      yield* familyLines(family.name, target, range);
    }
  }
  yield `# TYPE ${UP_METRIC} gauge\n`;
  for (const target of targets) {
    for (const { pod, target: labels } of podsOf(target, range)) {
      const up = target.counters.podUp(pod, range, labels);
      yield* up.map(samples => seriesLines(UP_METRIC, samples));
    }
  }
  yield '# EOF\n';
}
