import {
  AlertTuning,
  Matcher,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { GeneratorContext } from '../../../ports';

const DAY_MS = 86_400_000;

/** An API service with an availability and a latency SLO, and what a generator is told of it. */
export function apiService(
  options: {
    service?: string;
    owner?: string;
    displayName?: string;
    tier?: ServiceSpec['tier'];
    availability?: number;
    latency?: number;
    thresholdMs?: number;
    days?: number;
    groupBy?: string[];
    scrapeIntervalMs?: number;
    alerts?: AlertTuning;
  } = {},
): { spec: ServiceSpec; context: GeneratorContext; slos: Slo[] } {
  const {
    service = 'payment-api',
    owner = 'group:default/payments',
    displayName = 'Availability',
    tier = 'critical',
    availability = 0.9995,
    latency = 0.99,
    thresholdMs = 250,
    days = 30,
    groupBy = [],
    scrapeIntervalMs = 15_000,
    alerts,
  } = options;
  const own: Matcher = { label: 'service', op: '=', value: service };
  const common = {
    description: '',
    window: { type: 'rolling', durationMs: days * DAY_MS },
    method: 'Occurrences',
    noData: 'ignore',
    ...(alerts && { alerts }),
  } as const;
  const slos: Slo[] = [
    {
      ...common,
      name: 'availability',
      displayName,
      objective: availability,
      sli: {
        kind: 'ratio',
        total: { metric: 'http_requests_total', matchers: [own] },
        bad: {
          metric: 'http_requests_total',
          matchers: [own, { label: 'status', op: '=~', value: '5..' }],
        },
        groupBy,
      },
    },
    {
      ...common,
      name: 'latency',
      displayName: 'Latency',
      objective: latency,
      sli: {
        kind: 'latency',
        bucket: {
          metric: 'http_request_duration_seconds_bucket',
          matchers: [own],
        },
        total: {
          metric: 'http_request_duration_seconds_count',
          matchers: [own],
        },
        thresholdMs,
        unitMs: 1000,
        groupBy,
      },
    },
  ];
  const spec: ServiceSpec = {
    entityRef: 'component:default/payment-api',
    name: 'payment-api',
    service,
    type: 'api',
    tier,
    owner,
    environments: ['production'],
    slos,
    labels: {},
    dependencies: [],
    provenance: {},
  };
  const context: GeneratorContext = {
    environment: 'production',
    slos,
    serviceLabel: 'service',
    scrapeIntervalMs,
    minBadEvents: 3,
  };
  return { spec, context, slos };
}
