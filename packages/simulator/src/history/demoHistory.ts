import { ServiceCounters } from '../counters/ServiceCounters';
import { demoServices } from '../demo/demoServices';
import { EventSource } from '../events/EventSource';
import { openMetrics } from '../exposition/openMetrics';
import { TimeRange } from '../Simulation';

/** Which history to write. */
export interface DemoHistoryOptions {
  readonly startedAtMs: number;
  readonly seed: number;
  readonly range: TimeRange;
  readonly scrapeIntervalMs: number;
  /** Host and port that a scraper will find the pages at. */
  readonly instance: string;
}

/**
 * What a Prometheus with `prometheus.yml` would have scraped of the demo's services, as OpenMetrics text for
 * `promtool tsdb create-blocks-from openmetrics`. A longer interval than theirs makes it smaller; the series are those
 * that live scrapes continue.
 */
export function demoHistory(options: DemoHistoryOptions): Iterable<string> {
  const { seed, scrapeIntervalMs, instance } = options;
  const targets = demoServices(options).map(each => {
    const service = { ...each, scrapeIntervalMs };
    return {
      service,
      counters: new ServiceCounters(service, new EventSource(service, seed)),
      targetLabels: { instance, job: service.name, service: service.name },
    };
  });
  return openMetrics(targets, options.range);
}
