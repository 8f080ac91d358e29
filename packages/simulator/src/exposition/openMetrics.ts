import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { MetricFamily } from '../counters/families';
import { ServiceCounters } from '../counters/ServiceCounters';
import { runNow } from '../counters/slices';
import { UP_METRIC } from '../counters/upSamples';
import { podsIn } from '../pods/Pod';
import { SimulatedService } from '../profile/SimulatedService';
import { OpenMetricsOptions, TimeRange } from '../Simulation';
import { seriesText } from './text';

/** OpenMetrics names a counter's family without the suffix that its samples have. */
function familyName({ name, type }: MetricFamily): string {
  return type === 'counter' ? name.replace(/_total$/, '') : name;
}

function seriesLines(metric: string, samples: CounterSamples): string {
  const series = seriesText(metric, samples.labels);
  let lines = '';
  samples.timesMs.forEach((timeMs, i) => {
    lines += `${series} ${samples.values[i]} ${(timeMs / 1000).toFixed(3)}\n`;
  });
  return lines;
}

/**
 * All samples of a range as OpenMetrics text, a chunk for each series of each pod. Families are whole and each
 * series is in order of time, as readers of the format demand.
 */
export function* openMetrics(
  service: SimulatedService,
  counters: ServiceCounters,
  range: TimeRange,
  options: OpenMetricsOptions = {},
): Generator<string> {
  const targetLabels = options.targetLabels ?? { service: service.name };
  const pods = podsIn(service, range.fromMs, range.toMs).map(pod => ({
    pod,
    target: { pod: pod.name, ...targetLabels },
  }));
  for (const family of counters.families) {
    yield `# TYPE ${familyName(family)} ${family.type}\n`;
    for (const { pod, target } of pods) {
      const found = runNow(
        counters.podSamples(pod, range, {
          series: family.series,
          target,
        }),
      );
      yield* found.map(({ metric, samples }) => seriesLines(metric, samples));
    }
  }
  yield `# TYPE ${UP_METRIC} gauge\n`;
  for (const { pod, target } of pods) {
    const up = counters.podUp(pod, range, target);
    yield* up.map(samples => seriesLines(UP_METRIC, samples));
  }
  yield '# EOF\n';
}
