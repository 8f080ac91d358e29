import { SimulatedService } from '../profile/SimulatedService';
import { Pod } from './Pod';
import { processRuns } from './ProcessRun';
import { scrapeTimes } from './scrapeTimes';

/**
 * When each process of a pod was last scraped in [fromMs, toMs), in order. A series keeps being shown until its process
 * ends, so the newest sample of each is among these scrapes.
 */
export function lastScrapes(
  service: SimulatedService,
  pod: Pod,
  fromMs: number,
  toMs: number,
): number[] {
  const { stored } = scrapeTimes(service, pod, fromMs, toMs - 1);
  return processRuns(service, pod).flatMap(
    run =>
      stored.findLast(time => time > run.startMs && time <= run.endMs) ?? [],
  );
}
