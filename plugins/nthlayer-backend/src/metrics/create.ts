import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { MetricDefinition } from './definitions';

export function createCounter(
  metrics: MetricsService,
  { name, ...options }: MetricDefinition,
) {
  return metrics.createCounter(name, options);
}

/** Seconds from a quick query to a job that is cut off; the usual bounds are meant for milliseconds. */
const BOUNDS = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 60, 120];

export function createHistogram(
  metrics: MetricsService,
  { name, ...options }: MetricDefinition,
) {
  const advice = { explicitBucketBoundaries: BOUNDS };
  return metrics.createHistogram(name, { ...options, advice });
}

export function createObservableGauge(
  metrics: MetricsService,
  { name, ...options }: MetricDefinition,
) {
  return metrics.createObservableGauge(name, options);
}
