import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../profile/durations';
import { Incident } from '../profile/Incident';
import { SimulatedRoute, SimulatedService } from '../profile/SimulatedService';
import {
  OFFICE_HOURS,
  READ_LATENCY,
  WORKING_WEEK,
  WRITE_LATENCY,
} from './shapes';

const PAYMENT_ROUTES: readonly SimulatedRoute[] = [
  {
    method: 'GET',
    route: '/payments/:id',
    share: 0.55,
    statuses: { '200': 0.982, '404': 0.01797, '500': 0.00003 },
    latency: READ_LATENCY,
  },
  {
    method: 'POST',
    route: '/payments',
    share: 0.35,
    statuses: { '201': 0.957, '400': 0.042935, '500': 0.000065 },
    latency: WRITE_LATENCY,
  },
  {
    method: 'POST',
    route: '/refunds',
    share: 0.1,
    statuses: { '202': 0.97, '409': 0.02993, '500': 0.00007 },
    latency: WRITE_LATENCY,
  },
];

/** Times since the epoch, which was a Thursday; periods differ so that no two months look the same. */
const PAYMENT_INCIDENTS: readonly Incident[] = [
  {
    kind: 'errors',
    name: 'nightly database failover that does not come back',
    when: {
      everyMs: 9 * DAY_MS,
      offsetMs: 3 * HOUR_MS,
      durationMs: 7 * MINUTE_MS,
    },
    ratio: 1,
    status: '503',
  },
  {
    kind: 'traffic',
    name: 'campaign',
    when: {
      everyMs: 7 * DAY_MS,
      offsetMs: 14 * HOUR_MS,
      durationMs: 6 * MINUTE_MS,
    },
    factor: 3,
  },
  {
    kind: 'errors',
    name: 'campaign overload',
    when: {
      everyMs: 7 * DAY_MS,
      offsetMs: 14 * HOUR_MS,
      durationMs: 6 * MINUTE_MS,
    },
    ratio: 0.025,
    status: '503',
  },
  {
    kind: 'errors',
    name: 'slow burn after a faulty release',
    when: {
      everyMs: 11 * DAY_MS,
      offsetMs: 4 * DAY_MS + 10 * HOUR_MS,
      durationMs: 9 * HOUR_MS,
    },
    ratio: 0.0012,
    status: '502',
    routes: ['/payments'],
  },
  {
    kind: 'latency',
    name: 'slow card network',
    when: {
      everyMs: 5 * DAY_MS,
      offsetMs: DAY_MS + 16 * HOUR_MS,
      durationMs: 50 * MINUTE_MS,
    },
    factor: 2.6,
    routes: ['/payments', '/refunds'],
  },
  {
    kind: 'restart',
    name: 'out of memory',
    when: {
      everyMs: 3 * DAY_MS + 5 * HOUR_MS,
      offsetMs: 13 * HOUR_MS + 7 * SECOND_MS,
    },
    replicas: [1],
  },
  {
    kind: 'scrape-gap',
    name: 'monitoring is upgraded',
    when: {
      everyMs: 13 * DAY_MS,
      offsetMs: 2 * DAY_MS + 23 * HOUR_MS,
      durationMs: 5 * HOUR_MS,
    },
    cause: 'scraper-down',
  },
  {
    kind: 'scrape-gap',
    name: 'one node cut off from monitoring',
    when: {
      everyMs: 4 * DAY_MS,
      offsetMs: DAY_MS + 21 * HOUR_MS,
      durationMs: 18 * MINUTE_MS,
    },
    cause: 'target-down',
    replicas: [0],
  },
];

/**
 * In any 30 days it has spent some of its budgets (99.95 % availability, 99 % under 250 ms), with night outages,
 * bursts, a slow burn, restarts and scrape gaps at times that depend on nothing but the calendar.
 */
export const paymentApi: SimulatedService = {
  name: 'payment-api',
  kind: 'api',
  scrapeIntervalMs: 15 * SECOND_MS,
  traffic: {
    peakPerSecond: 12,
    hours: OFFICE_HOURS,
    days: WORKING_WEEK,
    noise: 0.08,
  },
  routes: PAYMENT_ROUTES,
  pods: {
    replicas: 3,
    rollout: {
      everyMs: DAY_MS,
      offsetMs: 9 * HOUR_MS + 40 * MINUTE_MS,
      staggerMs: 45 * SECOND_MS,
    },
    startupMs: 20 * SECOND_MS,
    drainMs: 35 * SECOND_MS,
    daytime: { replicas: 1, fromHour: 8, toHour: 20 },
  },
  labelsFrom: 'first-event',
  incidents: PAYMENT_INCIDENTS,
};
