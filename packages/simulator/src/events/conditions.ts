import { HOUR_MS, MINUTE_MS } from '../profile/durations';
import { Incident } from '../profile/Incident';
import { scheduleAt } from '../profile/schedule';
import { SimulatedService } from '../profile/SimulatedService';
import { Category } from './categories';
import { trafficRate } from './trafficRate';

/** What holds for a service from one time until another. */
export interface Conditions {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Events a second on each serving replica. */
  readonly ratePerReplica: number;
  /** Part of all events up to and with each category. */
  readonly cumulative: Float64Array;
  /** Times the usual duration, by route. */
  readonly slowness: readonly number[];
}

interface RouteEffects {
  failing: number;
  status: string;
  slowness: number;
}

interface Effects {
  untilMs: number;
  traffic: number;
  readonly routes: readonly RouteEffects[];
}

function applyIncident(
  effects: Effects,
  incident: Incident,
  service: SimulatedService,
): void {
  if (incident.kind === 'traffic') {
    effects.traffic *= incident.factor;
    return;
  }
  if (incident.kind !== 'errors' && incident.kind !== 'latency') {
    return;
  }
  service.routes.forEach(({ route }, index) => {
    const touched = effects.routes[index];
    if (!(incident.routes?.includes(route) ?? true)) {
      return;
    }
    if (incident.kind === 'latency') {
      touched.slowness *= incident.factor;
    } else if (incident.ratio > touched.failing) {
      touched.failing = incident.ratio;
      touched.status = incident.status;
    }
  });
}

function effectsAt(service: SimulatedService, timeMs: number): Effects {
  const effects: Effects = {
    untilMs: (Math.floor(timeMs / MINUTE_MS) + 1) * MINUTE_MS,
    traffic: 1,
    routes: service.routes.map(() => ({ failing: 0, status: '', slowness: 1 })),
  };
  for (const incident of service.incidents) {
    if ('durationMs' in incident.when && incident.kind !== 'scrape-gap') {
      const { active, untilMs } = scheduleAt(incident.when, timeMs);
      effects.untilMs = Math.min(effects.untilMs, untilMs);
      if (active) {
        applyIncident(effects, incident, service);
      }
    }
  }
  return effects;
}

function servingReplicas(service: SimulatedService, timeMs: number): number {
  const { replicas, daytime } = service.pods;
  const hour = ((Math.floor(timeMs / HOUR_MS) % 24) + 24) % 24;
  return daytime && hour >= daytime.fromHour && hour < daytime.toHour
    ? replicas + daytime.replicas
    : replicas;
}

function cumulativeShares(
  service: SimulatedService,
  categories: readonly Category[],
  routes: readonly RouteEffects[],
): Float64Array {
  const sum = service.routes.reduce((total, { share }) => total + share, 0);
  const cumulative = new Float64Array(categories.length);
  let reached = 0;
  categories.forEach((category, index) => {
    const { failing, status } = routes[category.route];
    const failed = category.status === status ? failing : 0;
    const share = category.share * (1 - failing) + failed;
    reached += (service.routes[category.route].share / sum) * share;
    cumulative[index] = reached;
  });
  return cumulative;
}

/** What holds at a time; nothing changes before `untilMs`. */
export function conditionsAt(
  service: SimulatedService,
  categories: readonly Category[],
  stream: number,
  timeMs: number,
): Conditions {
  const effects = effectsAt(service, timeMs);
  const rate = trafficRate(service.traffic, stream, timeMs) * effects.traffic;
  return {
    fromMs: timeMs,
    untilMs: effects.untilMs,
    ratePerReplica: rate / servingReplicas(service, timeMs),
    cumulative: cumulativeShares(service, categories, effects.routes),
    slowness: effects.routes.map(route => route.slowness),
  };
}
