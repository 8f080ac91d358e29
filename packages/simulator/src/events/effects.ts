import { Incident } from '../profile/Incident';
import { scheduleAt } from '../profile/schedule';
import { SimulatedService } from '../profile/SimulatedService';
import { Category } from './categories';
import { Shares } from './Shares';

/** What incidents make of a service's events from one time until another. */
export interface Effects {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Times the usual rate. */
  readonly traffic: number;
  /** How events are divided among the categories. */
  readonly categories: Shares;
  /** Times the usual duration, by category. */
  readonly slowness: Float64Array;
}

interface RouteEffects {
  failing: number;
  status: string;
  slowness: number;
}

interface Sum {
  untilMs: number;
  traffic: number;
  readonly routes: readonly RouteEffects[];
}

function applyIncident(
  sum: Sum,
  incident: Incident,
  service: SimulatedService,
): void {
  if (incident.kind === 'traffic') {
    sum.traffic *= incident.factor;
    return;
  }
  if (incident.kind !== 'errors' && incident.kind !== 'latency') {
    return;
  }
  service.routes.forEach(({ route }, index) => {
    const touched = sum.routes[index];
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

function sumAt(service: SimulatedService, timeMs: number): Sum {
  const sum: Sum = {
    untilMs: Infinity,
    traffic: 1,
    routes: service.routes.map(() => ({ failing: 0, status: '', slowness: 1 })),
  };
  for (const incident of service.incidents) {
    if ('durationMs' in incident.when && incident.kind !== 'scrape-gap') {
      const { active, untilMs } = scheduleAt(incident.when, timeMs);
      sum.untilMs = Math.min(sum.untilMs, untilMs);
      if (active) {
        applyIncident(sum, incident, service);
      }
    }
  }
  return sum;
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

/** What incidents do at a time; nothing of it changes before `untilMs`. */
export function effectsAt(
  service: SimulatedService,
  categories: readonly Category[],
  timeMs: number,
): Effects {
  const { untilMs, traffic, routes } = sumAt(service, timeMs);
  return {
    fromMs: timeMs,
    untilMs,
    traffic,
    categories: new Shares(cumulativeShares(service, categories, routes)),
    slowness: Float64Array.from(
      categories,
      ({ route }) => routes[route].slowness,
    ),
  };
}
