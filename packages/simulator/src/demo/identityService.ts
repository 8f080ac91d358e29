import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../profile/durations';
import { SimulatedRoute, SimulatedService } from '../profile/SimulatedService';
import { ALL_WEEK, AROUND_THE_CLOCK, READ_LATENCY } from './shapes';
import { smallDeployment } from './smallDeployment';

const ROUTES: readonly SimulatedRoute[] = [
  {
    method: 'POST',
    route: '/tokens',
    share: 0.7,
    statuses: { '200': 0.97998, '401': 0.02, '500': 0.00002 },
    latency: READ_LATENCY,
  },
  {
    method: 'GET',
    route: '/users/:id',
    share: 0.3,
    statuses: { '200': 0.99498, '404': 0.005, '500': 0.00002 },
    latency: READ_LATENCY,
  },
];

/** Recovers: healthy since an outage in the night before the anchor, which took more than half of the budget (99.9 %). */
export function identityService(anchorMs: number): SimulatedService {
  return {
    name: 'identity-service',
    kind: 'api',
    scrapeIntervalMs: 15 * SECOND_MS,
    traffic: {
      peakPerSecond: 2,
      hours: AROUND_THE_CLOCK,
      days: ALL_WEEK,
      noise: 0.08,
    },
    routes: ROUTES,
    pods: smallDeployment(2),
    labelsFrom: 'first-event',
    incidents: [
      {
        kind: 'errors',
        name: 'the night in which no key could be read',
        when: { atMs: anchorMs - 21 * HOUR_MS, durationMs: 32 * MINUTE_MS },
        ratio: 1,
        status: '503',
      },
    ],
  };
}
