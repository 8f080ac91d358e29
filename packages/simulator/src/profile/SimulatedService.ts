import { KindName } from '../kinds/kinds';
import { Incident } from './Incident';

/**
 * Events (requests, jobs, messages, runs) a second over days and weeks, in UTC.
 *
 * @public
 */
export interface TrafficShape {
  /** Events a second where hour and day are both 1. */
  readonly peakPerSecond: number;
  /** 24 factors, one at each full hour, straight lines between them. */
  readonly hours: readonly number[];
  /** Seven factors, Sunday first. */
  readonly days: readonly number[];
  /** How far a minute may lie from the shape, as a share of it in [0, 1]. */
  readonly noise: number;
}

/**
 * `share` of all events take at most `ms`. Between two points durations are spread evenly.
 *
 * @public
 */
export interface LatencyPoint {
  readonly share: number;
  readonly ms: number;
}

/**
 * Events of one sort: an HTTP route, a queue, a topic, a job.
 *
 * @public
 */
export interface SimulatedRoute {
  /** Of HTTP routes. Default GET. */
  readonly method?: string;
  /** As the kind's label names it. */
  readonly route: string;
  /** Part of the service's traffic, relative to its other routes. */
  readonly share: number;
  /** Outcome as the kind spells it, e.g. `503` or `failed` → part of the route's events, relative to the others. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Ascending in both; the last share is 1. */
  readonly latency: readonly LatencyPoint[];
}

/**
 * How pods come and go. A replica is a place that one pod after the other fills; each pod is a set of series.
 *
 * @public
 */
export interface PodPlan {
  /** Replicas that are always there. */
  readonly replicas: number;
  /** Every pod is replaced at these moments, replica n by n × `staggerMs` later. At most 48 h apart. */
  readonly rollout: {
    readonly everyMs: number;
    readonly offsetMs: number;
    readonly staggerMs: number;
  };
  /** A pod exists for so long before it serves. */
  readonly startupMs: number;
  /** A pod exists for so long after it serves; two scrapes or more hide nothing. */
  readonly drainMs: number;
  /** More replicas from one full hour of the day (UTC) to another. */
  readonly daytime?: {
    readonly replicas: number;
    readonly fromHour: number;
    readonly toHour: number;
  };
}

/**
 * A service to simulate: all that happens to it follows from this, the seed and the time.
 *
 * @public
 */
export interface SimulatedService {
  /** Value of the `service` label. */
  readonly name: string;
  /** What it emits. */
  readonly kind: KindName;
  readonly scrapeIntervalMs: number;
  readonly traffic: TrafficShape;
  readonly routes: readonly SimulatedRoute[];
  readonly pods: PodPlan;
  /**
   * When a process begins to show a label set: with its first event, as client libraries do by themselves, or at
   * its start with 0, as careful programs make them do.
   */
  readonly labelsFrom: 'first-event' | 'start';
  readonly incidents: readonly Incident[];
}
