import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../profile/durations';
import { SimulatedService } from '../profile/SimulatedService';
import { ALL_WEEK } from './shapes';
import { smallDeployment } from './smallDeployment';

/** Between 02:00 and 05:00 UTC; nothing in the other 21 hours. */
const NIGHT = [
  0, 0, 1, 1, 0.6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
];

/** Idle for most of the day: writes its reports at night, one run each. */
export const batchReports: SimulatedService = {
  name: 'batch-reports',
  kind: 'batch',
  scrapeIntervalMs: 15 * SECOND_MS,
  traffic: { peakPerSecond: 0.25, hours: NIGHT, days: ALL_WEEK, noise: 0.2 },
  routes: ['sales', 'stock', 'invoices'].map(route => ({
    route,
    share: 1,
    statuses: { COMPLETED: 0.9995, FAILED: 0.0005 },
    latency: [
      { share: 0.5, ms: 8_000 },
      { share: 1, ms: 90_000 },
    ],
  })),
  pods: smallDeployment(1),
  labelsFrom: 'start',
  incidents: [
    {
      kind: 'errors',
      name: 'a database that is not ready yet',
      when: {
        everyMs: 8 * DAY_MS,
        offsetMs: 3 * HOUR_MS,
        durationMs: 12 * MINUTE_MS,
      },
      ratio: 0.3,
      status: 'FAILED',
    },
  ],
};
