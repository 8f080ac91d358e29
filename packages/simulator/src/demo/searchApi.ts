import { DAY_MS, SECOND_MS } from '../profile/durations';
import { SimulatedRoute, SimulatedService } from '../profile/SimulatedService';
import { ALL_WEEK, AROUND_THE_CLOCK, READ_LATENCY } from './shapes';
import { smallDeployment } from './smallDeployment';

const ROUTES: readonly SimulatedRoute[] = [
  {
    method: 'GET',
    route: '/search',
    share: 0.6,
    statuses: { '200': 0.99495, '400': 0.005, '500': 0.00005 },
    latency: READ_LATENCY,
  },
  {
    method: 'GET',
    route: '/suggestions',
    share: 0.4,
    statuses: { '200': 0.99995, '500': 0.00005 },
    latency: READ_LATENCY,
  },
];

/** Burns slowly since four days before the anchor: about 1.8 times what its budget (99.9 %) allows; a ticket, no page. */
export function searchApi(anchorMs: number): SimulatedService {
  return {
    name: 'search-api',
    kind: 'api',
    scrapeIntervalMs: 15 * SECOND_MS,
    traffic: {
      peakPerSecond: 3,
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
        name: 'one shard answers too late',
        when: { atMs: anchorMs - 4 * DAY_MS, durationMs: 3650 * DAY_MS },
        ratio: 0.0018,
        status: '504',
      },
    ],
  };
}
