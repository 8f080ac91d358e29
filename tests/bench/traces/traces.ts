import {
  Incident,
  SimulatedService,
  steadyService,
  TrafficShape,
} from '@nthlayer/simulator';
import { Trace, TraceWindow } from './Trace';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Busy from morning to evening, a tenth of it at night. */
const OFFICE_HOURS = [
  0.12, 0.1, 0.1, 0.1, 0.1, 0.15, 0.3, 0.5, 0.75, 0.9, 1, 1, 0.95, 0.95, 1, 1,
  0.95, 0.9, 0.75, 0.6, 0.5, 0.4, 0.3, 0.2,
];

/** Nothing from 22:00 to 06:00. */
const DAYTIME = [
  0, 0, 0, 0, 0, 0, 0, 0.5, 0.75, 0.9, 1, 1, 0.95, 0.95, 1, 1, 0.95, 0.9, 0.75,
  0.6, 0.5, 0.3, 0, 0,
];

/** Pods that are scraped once more after their last request, so that no event is hidden by their end. */
function pods(
  replicas: number,
  lifeMs: number = DAY_MS,
): SimulatedService['pods'] {
  return {
    replicas,
    rollout: { everyMs: lifeMs, offsetMs: 0, staggerMs: 3 * MINUTE_MS },
    startupMs: 20 * SECOND_MS,
    drainMs: 125 * SECOND_MS,
  };
}

function service(
  name: string,
  options: Parameters<typeof steadyService>[1] & {
    readonly hours?: TrafficShape['hours'];
  },
): SimulatedService {
  const { hours, ...steady } = options;
  const made = steadyService(name, {
    scrapeIntervalMs: MINUTE_MS,
    pods: pods(2),
    // the best case for rules that need a series before its first event
    labelsFrom: 'start',
    ...steady,
  });
  return hours ? { ...made, traffic: { ...made.traffic, hours } } : made;
}

function outage(atMs: number, durationMs: number, ratio: number = 1): Incident {
  return {
    kind: 'errors',
    name: 'outage',
    when: { atMs, durationMs },
    ratio,
    status: '503',
  };
}

/** An hour of a day about the middle of the window. */
function halfway({ startMs, endMs }: TraceWindow, hour: number): number {
  const days = Math.floor((startMs + endMs) / 2 / DAY_MS);
  return days * DAY_MS + hour * HOUR_MS;
}

/** What the peers' figures are known to go wrong on, and what ours must not. */
export const traces: readonly Trace[] = [
  {
    id: 'night-outage',
    title: 'Office hours; 45 min of total outage at 03:00',
    service: window =>
      service('night-outage', {
        perSecond: 6,
        hours: OFFICE_HOURS,
        incidents: [outage(halfway(window, 3), 45 * MINUTE_MS)],
      }),
  },
  {
    id: 'peak-errors',
    title: 'Office hours; 10 min of 50 % errors at 15:00',
    service: window =>
      service('peak-errors', {
        perSecond: 6,
        hours: OFFICE_HOURS,
        incidents: [outage(halfway(window, 15), 10 * MINUTE_MS, 0.5)],
      }),
  },
  {
    id: 'flat-outage',
    title: 'Even traffic; 45 min of total outage',
    service: window =>
      service('flat-outage', {
        perSecond: 3,
        incidents: [outage(halfway(window, 3), 45 * MINUTE_MS)],
      }),
  },
  {
    id: 'low-late',
    title: '3 requests a minute, deployed daily, error label born late',
    service: () =>
      service('low-late', {
        perSecond: 0.05,
        errorRatio: 0.002,
        labelsFrom: 'first-event',
      }),
  },
  {
    id: 'low-initialised',
    title: 'The same, error label there from the start',
    service: () =>
      service('low-initialised', {
        perSecond: 0.05,
        errorRatio: 0.002,
      }),
  },
  {
    id: 'short-pods',
    title: '5 requests a second, pods live 4 h',
    service: () =>
      service('short-pods', {
        perSecond: 5,
        errorRatio: 0.001,
        pods: pods(3, 4 * HOUR_MS),
      }),
  },
  {
    id: 'short-pods-late',
    title: 'The same, labels born late',
    service: () =>
      service('short-pods-late', {
        perSecond: 5,
        errorRatio: 0.001,
        labelsFrom: 'first-event',
        pods: pods(3, 4 * HOUR_MS),
      }),
  },
  {
    id: 'silent-nights',
    title: 'No traffic from 22:00 to 06:00',
    service: () =>
      service('silent-nights', {
        perSecond: 3,
        hours: DAYTIME,
        errorRatio: 0.001,
      }),
  },
  {
    id: 'bursts',
    title: 'Bursts of 20 s in which all fails, every 217 min',
    exact: true,
    service: () =>
      service('bursts', {
        perSecond: 2,
        scrapeIntervalMs: 30 * SECOND_MS,
        incidents: [
          {
            kind: 'errors',
            name: 'burst',
            when: {
              everyMs: 217 * MINUTE_MS,
              offsetMs: 71 * SECOND_MS,
              durationMs: 20 * SECOND_MS,
            },
            ratio: 1,
            status: '503',
          },
        ],
      }),
  },
  {
    id: 'edge-outage',
    title: 'Outage of 20 min, half of it before the window begins',
    edge: true,
    service: ({ startMs }) =>
      service('edge-outage', {
        perSecond: 3,
        errorRatio: 0.0002,
        incidents: [outage(startMs - 10 * MINUTE_MS, 20 * MINUTE_MS)],
      }),
  },
  {
    id: 'gap-outage',
    title: 'Scrape gap of 12 min that hides an outage of 10 min',
    service: window =>
      service('gap-outage', {
        perSecond: 3,
        incidents: [
          outage(halfway(window, 11), 10 * MINUTE_MS),
          {
            kind: 'scrape-gap',
            name: 'gap',
            when: {
              atMs: halfway(window, 11) - MINUTE_MS,
              durationMs: 12 * MINUTE_MS,
            },
            cause: 'scraper-down',
          },
        ],
      }),
  },
];
