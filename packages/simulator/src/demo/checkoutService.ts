import { DAY_MS, HOUR_MS, SECOND_MS } from '../profile/durations';
import { Schedule } from '../profile/schedule';
import { SimulatedRoute, SimulatedService } from '../profile/SimulatedService';
import {
  ALL_WEEK,
  AROUND_THE_CLOCK,
  READ_LATENCY,
  WRITE_LATENCY,
} from './shapes';
import { smallDeployment } from './smallDeployment';

const ROUTES: readonly SimulatedRoute[] = [
  {
    method: 'GET',
    route: '/baskets/:id',
    share: 0.6,
    statuses: { '200': 0.98998, '404': 0.01, '500': 0.00002 },
    latency: READ_LATENCY,
  },
  {
    method: 'POST',
    route: '/orders',
    share: 0.4,
    statuses: { '201': 0.96996, '409': 0.03, '500': 0.00004 },
    latency: WRITE_LATENCY,
  },
];

/**
 * Burns fast from two hours before the anchor: a faulty release fails a part of what still reaches it, and its
 * callers, whose circuit breakers have opened, send it a fifth of the usual traffic. That is why the alert pages at
 * once, and the budget (99.95 %) yet lasts for more than two days.
 */
export function checkoutService(anchorMs: number): SimulatedService {
  const when: Schedule = {
    atMs: anchorMs - 2 * HOUR_MS,
    durationMs: 3650 * DAY_MS,
  };
  return {
    name: 'checkout-service',
    kind: 'api',
    scrapeIntervalMs: 15 * SECOND_MS,
    traffic: {
      peakPerSecond: 9,
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
        name: 'faulty release',
        when,
        ratio: 0.029,
        status: '502',
      },
      {
        kind: 'traffic',
        name: 'callers hold back',
        when,
        factor: 0.2,
      },
    ],
  };
}
