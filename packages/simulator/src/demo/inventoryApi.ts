import { DAY_MS, HOUR_MS, SECOND_MS } from '../profile/durations';
import { SimulatedRoute, SimulatedService } from '../profile/SimulatedService';
import { OFFICE_HOURS, READ_LATENCY, WORKING_WEEK } from './shapes';
import { smallDeployment } from './smallDeployment';

const ROUTES: readonly SimulatedRoute[] = [
  {
    method: 'GET',
    route: '/stock/:id',
    share: 1,
    statuses: { '200': 0.9949, '404': 0.005, '500': 0.0001 },
    latency: READ_LATENCY,
  },
];

/** Stale: nobody has scraped it since five hours before the anchor. */
export function inventoryApi(anchorMs: number): SimulatedService {
  return {
    name: 'inventory-api',
    kind: 'api',
    scrapeIntervalMs: 15 * SECOND_MS,
    traffic: {
      peakPerSecond: 1.5,
      hours: OFFICE_HOURS,
      days: WORKING_WEEK,
      noise: 0.08,
    },
    routes: ROUTES,
    pods: smallDeployment(1),
    labelsFrom: 'first-event',
    incidents: [
      {
        kind: 'scrape-gap',
        name: 'its scrape configuration was removed',
        when: { atMs: anchorMs - 5 * HOUR_MS, durationMs: 3650 * DAY_MS },
        cause: 'scraper-down',
      },
    ],
  };
}
