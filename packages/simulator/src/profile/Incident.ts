import { Moments, Schedule } from './schedule';

/** @public */
export interface NamedIncident {
  /** For people; has no effect. */
  readonly name: string;
}

/**
 * Events fail: a total outage with a ratio of 1, a partial one below, a slow burn when it is small and long.
 * Where several overlap, the largest ratio counts.
 *
 * @public
 */
export interface ErrorIncident extends NamedIncident {
  readonly kind: 'errors';
  readonly when: Schedule;
  /** Share of events that fail, in [0, 1]. */
  readonly ratio: number;
  /** Outcome of the failed events, as the kind spells it. */
  readonly status: string;
  /** Only these routes; all when left out. */
  readonly routes?: readonly string[];
}

/**
 * More traffic than usual (a burst), less, or none. Factors of overlapping incidents multiply.
 *
 * @public
 */
export interface TrafficIncident extends NamedIncident {
  readonly kind: 'traffic';
  readonly when: Schedule;
  /** Times the usual rate; 0 stops traffic. */
  readonly factor: number;
}

/**
 * Events take longer. Factors of overlapping incidents multiply.
 *
 * @public
 */
export interface LatencyIncident extends NamedIncident {
  readonly kind: 'latency';
  readonly when: Schedule;
  /** Times the usual duration. */
  readonly factor: number;
  /** Only these routes; all when left out. */
  readonly routes?: readonly string[];
}

/**
 * A process starts anew inside its pod: same labels, counters from zero. What it counted since the last scrape is
 * seen by nobody.
 *
 * @public
 */
export interface RestartIncident extends NamedIncident {
  readonly kind: 'restart';
  readonly when: Moments;
  /** Replica numbers from 0; all when left out. */
  readonly replicas?: readonly number[];
}

/**
 * Pods serve, but nobody scrapes them.
 *
 * @public
 */
export interface ScrapeGapIncident extends NamedIncident {
  readonly kind: 'scrape-gap';
  readonly when: Schedule;
  /** `target-down` leaves `up` at 0; `scraper-down` leaves no trace at all. */
  readonly cause: 'target-down' | 'scraper-down';
  /** Replica numbers from 0; all when left out. */
  readonly replicas?: readonly number[];
}

/**
 * Something that happens to a service, as data. What changes traffic takes effect with the next whole second.
 *
 * @public
 */
export type Incident =
  | ErrorIncident
  | TrafficIncident
  | LatencyIncident
  | RestartIncident
  | ScrapeGapIncident;
