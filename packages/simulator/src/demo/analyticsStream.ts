import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../profile/durations';
import {
  LatencyPoint,
  SimulatedRoute,
  SimulatedService,
} from '../profile/SimulatedService';
import { ALL_WEEK, AROUND_THE_CLOCK } from './shapes';
import { smallDeployment } from './smallDeployment';

const LATENCY: readonly LatencyPoint[] = [
  { share: 0.6, ms: 12 },
  { share: 0.97, ms: 90 },
  { share: 0.997, ms: 500 },
  { share: 1, ms: 2000 },
];

const ROUTES: readonly SimulatedRoute[] = ['clicks', 'orders'].map(route => ({
  route,
  share: route === 'clicks' ? 0.8 : 0.2,
  statuses: { ok: 0.99998, error: 0.00002 },
  latency: LATENCY,
}));

/** Exhausted: two bad afternoons took more than its whole budget (99.9 %); nothing burns now. */
export function analyticsStream(anchorMs: number): SimulatedService {
  return {
    name: 'analytics-stream',
    kind: 'stream',
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
    incidents: [9 * DAY_MS, 4 * DAY_MS].map(beforeMs => ({
      kind: 'errors',
      name: 'messages of an unknown version',
      when: {
        atMs: anchorMs - beforeMs + 14 * HOUR_MS,
        durationMs: 80 * MINUTE_MS,
      },
      ratio: 0.4,
      status: 'error',
    })),
  };
}
