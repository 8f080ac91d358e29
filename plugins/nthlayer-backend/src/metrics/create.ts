import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { MetricDefinition } from './definitions';

export function createCounter(
  metrics: MetricsService,
  { name, ...options }: MetricDefinition,
) {
  return metrics.createCounter(name, options);
}

export function createHistogram(
  metrics: MetricsService,
  { name, ...options }: MetricDefinition,
) {
  return metrics.createHistogram(name, options);
}

export function createObservableGauge(
  metrics: MetricsService,
  { name, ...options }: MetricDefinition,
) {
  return metrics.createObservableGauge(name, options);
}
