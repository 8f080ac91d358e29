import { runInSlices, runNow } from './counters/slices';
import { ServiceCounters } from './counters/ServiceCounters';
import { EventSource } from './events/EventSource';
import { metricsPage } from './exposition/metricsPage';
import { openMetrics } from './exposition/openMetrics';
import { kindOf } from './kinds/kinds';
import { checkService } from './profile/checkService';
import { SimulatedService } from './profile/SimulatedService';
import { Simulation } from './Simulation';
import { eventTruth } from './truth/eventTruth';
import { scrapeTruth } from './truth/scrapeTruth';

/**
 * Simulates a service: a pure function of the profile, the seed and the times that are asked for. Nothing is kept
 * but sums that can be had again, so two simulations of the same profile and seed always agree.
 *
 * Throws a RangeError for a profile that makes no sense.
 *
 * @public
 */
export function simulate(service: SimulatedService, seed: number): Simulation {
  checkService(service);
  const source = new EventSource(service, seed);
  const counters = new ServiceCounters(service, source);
  const simulation: Simulation = {
    serviceName: service.name,
    scrapeIntervalMs: service.scrapeIntervalMs,
    metricNames: counters.metricNames,
    counters: (metric, range, options = {}) =>
      runNow(counters.samples(metric, range, options)),
    countersAsync: (metric, range, { signal, ...options } = {}) =>
      runInSlices(counters.samples(metric, range, options), signal),
    metricsPage: atMs => metricsPage(service, counters, atMs),
    openMetrics: (range, { targetLabels = { service: service.name } } = {}) =>
      openMetrics([{ service, counters, targetLabels }], range),
    eventTruth: (indicator, range) =>
      eventTruth(service, source, indicator, range),
    scrapeTruth: (indicator, range) =>
      scrapeTruth(simulation, kindOf(service.kind), indicator, range),
  };
  return simulation;
}
