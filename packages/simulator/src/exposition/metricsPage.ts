import { MetricFamily } from '../counters/families';
import { ServiceCounters } from '../counters/ServiceCounters';
import { runNow } from '../counters/slices';
import { Pod, podsIn } from '../pods/Pod';
import { processRuns, slotAt } from '../pods/ProcessRun';
import { isInGap } from '../pods/scrapeTimes';
import { SimulatedService } from '../profile/SimulatedService';
import { seriesText } from './text';

function podLines(
  service: SimulatedService,
  counters: ServiceCounters,
  family: MetricFamily,
  pod: Pod,
  atMs: number,
): string[] {
  const run = processRuns(service, pod).find(({ endMs }) => atMs <= endMs);
  if (!run) {
    return [];
  }
  const tally = runNow(
    counters.runCounters.valueAt(family.tally, run, slotAt(atMs)),
  );
  return family.series
    .filter(
      series => service.labelsFrom === 'start' || series.events(tally) > 0,
    )
    .map(({ metric, labels, read }) => {
      const series = seriesText(metric, { ...labels, pod: pod.name });
      return `${series} ${read(tally)}\n`;
    });
}

/** What all pods that can be reached expose at a time; empty when there is none. */
export function metricsPage(
  service: SimulatedService,
  counters: ServiceCounters,
  atMs: number,
): string {
  const pods = podsIn(service, atMs, atMs).filter(
    ({ replica, life }) =>
      atMs > life.startMs && !isInGap(service, replica, atMs),
  );
  if (pods.length === 0) {
    return '';
  }
  return counters.families
    .flatMap(family => [
      `# HELP ${family.name} ${family.help}\n`,
      `# TYPE ${family.name} ${family.type}\n`,
      ...pods.flatMap(pod => podLines(service, counters, family, pod, atMs)),
    ])
    .join('');
}
