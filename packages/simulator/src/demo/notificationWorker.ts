import { SECOND_MS } from '../profile/durations';
import { LatencyPoint, SimulatedService } from '../profile/SimulatedService';
import { ALL_WEEK, AROUND_THE_CLOCK } from './shapes';
import { smallDeployment } from './smallDeployment';

const LATENCY: readonly LatencyPoint[] = [
  { share: 0.5, ms: 90 },
  { share: 0.95, ms: 240 },
  { share: 0.9965, ms: 500 },
  { share: 1, ms: 4000 },
];

/** Healthy at all times. */
export const notificationWorker: SimulatedService = {
  name: 'notification-worker',
  kind: 'worker',
  scrapeIntervalMs: 15 * SECOND_MS,
  traffic: {
    peakPerSecond: 1.6,
    hours: AROUND_THE_CLOCK,
    days: ALL_WEEK,
    noise: 0.08,
  },
  routes: [
    {
      route: 'e-mail',
      share: 0.7,
      statuses: { success: 0.9999, failed: 0.0001 },
      latency: LATENCY,
    },
    {
      route: 'push',
      share: 0.3,
      statuses: { success: 0.99995, failed: 0.00005 },
      latency: LATENCY,
    },
  ],
  pods: smallDeployment(1),
  labelsFrom: 'start',
  incidents: [],
};
