import { MetricFamily, readCells } from '../counters/families';
import { ServiceCounters } from '../counters/ServiceCounters';
import { runNow } from '../counters/slices';
import { Tally } from '../counters/tally';
import { Pod, podsIn } from '../pods/Pod';
import { processRuns, slotAt } from '../pods/ProcessRun';
import { isInGap } from '../pods/scrapeTimes';
import { SimulatedService } from '../profile/SimulatedService';
import { seriesText } from './text';

interface PodPage {
  readonly pod: Pod;
  readonly tally: Tally;
}

/** What the process that answers at a time has counted; none while there is no such process. */
function podPage(
  service: SimulatedService,
  counters: ServiceCounters,
  pod: Pod,
  atMs: number,
): PodPage[] {
  const run = processRuns(service, pod).find(({ endMs }) => atMs <= endMs);
  return run
    ? [{ pod, tally: runNow(counters.runCounters.valueAt(run, slotAt(atMs))) }]
    : [];
}

function podLines(
  { labelsFrom }: SimulatedService,
  family: MetricFamily,
  { pod, tally }: PodPage,
): string[] {
  return family.series
    .filter(
      ({ events }) => labelsFrom === 'start' || readCells(tally, 0, events) > 0,
    )
    .map(({ metric, labels, value }) => {
      const series = seriesText(metric, { ...labels, pod: pod.name });
      return `${series} ${readCells(tally, 0, value)}\n`;
    });
}

/** What all pods that can be reached expose at a time; empty when there is none. */
export function metricsPage(
  service: SimulatedService,
  counters: ServiceCounters,
  atMs: number,
): string {
  const pods = podsIn(service, atMs, atMs)
    .filter(
      ({ replica, life }) =>
        atMs > life.startMs && !isInGap(service, replica, atMs),
    )
    .flatMap(pod => podPage(service, counters, pod, atMs));
  if (pods.length === 0) {
    return '';
  }
  return counters.families
    .flatMap(family => [
      `# HELP ${family.name} ${family.help}\n`,
      `# TYPE ${family.name} ${family.type}\n`,
      ...pods.flatMap(pod => podLines(service, family, pod)),
    ])
    .join('');
}
