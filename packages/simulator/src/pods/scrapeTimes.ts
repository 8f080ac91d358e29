import { combine, hashText } from '../events/random';
import { ScrapeGapIncident } from '../profile/Incident';
import { Interval, intervalsOf, scheduleAt } from '../profile/schedule';
import { SimulatedService } from '../profile/SimulatedService';
import { Pod } from './Pod';

/** When a pod is looked at, and whether that succeeds. */
export interface ScrapeTimes {
  /** Scrapes that stored samples. */
  readonly stored: Float64Array;
  /** Scrapes that the target did not answer; `up` is 0. */
  readonly failed: Float64Array;
}

interface Gap extends Interval {
  readonly cause: ScrapeGapIncident['cause'];
}

function gapsOf(
  service: SimulatedService,
  replica: number,
): ScrapeGapIncident[] {
  return service.incidents.filter(
    (incident): incident is ScrapeGapIncident =>
      incident.kind === 'scrape-gap' &&
      (incident.replicas?.includes(replica) ?? true),
  );
}

/** Whether nobody can scrape a replica at a time. */
export function isInGap(
  service: SimulatedService,
  replica: number,
  timeMs: number,
): boolean {
  return gapsOf(service, replica).some(
    gap => scheduleAt(gap.when, timeMs).active,
  );
}

function gapIntervals(
  service: SimulatedService,
  pod: Pod,
  fromMs: number,
  toMs: number,
): Gap[] {
  return gapsOf(service, pod.replica).flatMap(({ when, cause }) =>
    intervalsOf(when, fromMs, toMs).map(interval => ({ ...interval, cause })),
  );
}

const NO_CAUSES: readonly Gap['cause'][] = [];

/** Why a scrape fails; empty when it does not. */
function causesAt(
  gaps: readonly Gap[],
  timeMs: number,
): readonly Gap['cause'][] {
  return gaps.length === 0
    ? NO_CAUSES
    : gaps
        .filter(({ startMs, endMs }) => timeMs >= startMs && timeMs < endMs)
        .map(({ cause }) => cause);
}

/**
 * Scrapes of a pod in [fromMs, toMs]: every scrape interval, without jitter, at an offset of its own. A gap takes
 * out the scrapes in [start, end).
 */
export function scrapeTimes(
  service: SimulatedService,
  pod: Pod,
  fromMs: number,
  toMs: number,
): ScrapeTimes {
  const step = service.scrapeIntervalMs;
  const offset = combine(hashText(pod.name), step) % step;
  const first = Math.max(fromMs, pod.life.startMs + 1);
  const last = Math.min(toMs, pod.life.endMs);
  const gaps = gapIntervals(service, pod, first, last);
  const stored: number[] = [];
  const failed: number[] = [];
  let time = Math.ceil((first - offset) / step) * step + offset;
  for (; time <= last; time += step) {
    const causes = causesAt(gaps, time);
    if (causes.length === 0) {
      stored.push(time);
    } else if (causes.every(cause => cause === 'target-down')) {
      failed.push(time);
    }
  }
  return {
    stored: new Float64Array(stored),
    failed: new Float64Array(failed),
  };
}
