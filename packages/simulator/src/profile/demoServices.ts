import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './durations';
import { Incident } from './Incident';
import {
  LatencyPoint,
  SimulatedRoute,
  SimulatedService,
} from './SimulatedService';

/** Busy from morning to evening, quiet at night. */
const OFFICE_HOURS = [
  0.14, 0.11, 0.1, 0.1, 0.12, 0.18, 0.3, 0.48, 0.72, 0.88, 0.96, 1, 0.97, 0.95,
  0.99, 1, 0.96, 0.88, 0.76, 0.66, 0.55, 0.42, 0.3, 0.2,
];

/** Sunday first. */
const WORKING_WEEK = [0.45, 0.96, 1, 1, 0.98, 0.94, 0.55];

const READ_LATENCY: readonly LatencyPoint[] = [
  { share: 0.02, ms: 6 },
  { share: 0.5, ms: 24 },
  { share: 0.9, ms: 70 },
  { share: 0.99, ms: 190 },
  { share: 0.9975, ms: 250 },
  { share: 0.9995, ms: 700 },
  { share: 1, ms: 2400 },
];

const WRITE_LATENCY: readonly LatencyPoint[] = [
  { share: 0.02, ms: 18 },
  { share: 0.5, ms: 62 },
  { share: 0.9, ms: 130 },
  { share: 0.985, ms: 220 },
  { share: 0.9935, ms: 250 },
  { share: 0.999, ms: 900 },
  { share: 1, ms: 4200 },
];

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

const paymentApi: SimulatedService = {
  name: 'payment-api',
  kind: 'api',
  scrapeIntervalMs: 15 * SECOND_MS,
  traffic: {
    peakPerSecond: 25,
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

/**
 * Services of the demo. `payment-api`: at most about 25 requests a second on three or four pods. In any 30 days it
 * has spent some of its budgets (99.95 % availability, 99 % under 250 ms), with night outages, bursts, a slow burn,
 * restarts and scrape gaps at times that depend on nothing but the calendar.
 *
 * @public
 */
export const demoServices: readonly SimulatedService[] = [paymentApi];
