import { SECOND_MS } from '../profile/durations';
import { SimulatedService } from '../profile/SimulatedService';
import { ALL_WEEK, OFFICE_HOURS, READ_LATENCY } from './shapes';
import { smallDeployment } from './smallDeployment';

/** No traffic: a site that runs, is scraped and shows its counters at 0, but is not yet launched. */
export const storefront: SimulatedService = {
  name: 'storefront',
  kind: 'web',
  scrapeIntervalMs: 15 * SECOND_MS,
  traffic: {
    peakPerSecond: 0,
    hours: OFFICE_HOURS,
    days: ALL_WEEK,
    noise: 0,
  },
  routes: [
    {
      method: 'GET',
      route: '/',
      share: 1,
      statuses: { '200': 1, '500': 0 },
      latency: READ_LATENCY,
    },
  ],
  pods: smallDeployment(1),
  labelsFrom: 'start',
  incidents: [],
};
