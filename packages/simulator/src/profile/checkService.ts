import { kindNames, kindOf } from '../kinds/kinds';
import { HOUR_MS } from './durations';
import { SimulatedRoute, SimulatedService } from './SimulatedService';

/** A counter is summed over its pod's life, so lives must be bounded. */
const MAX_POD_LIFE_MS = 48 * HOUR_MS;

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function routeProblems(route: SimulatedRoute): string[] {
  const { latency, statuses } = route;
  const rises = latency.every(
    (point, i) =>
      i === 0 ||
      (point.share >= latency[i - 1].share && point.ms >= latency[i - 1].ms),
  );
  const problems: string[] = [];
  if (!(sum(Object.values(statuses)) > 0)) {
    problems.push(`${route.route}: statuses have no share`);
  }
  if (!rises || latency.at(-1)?.share !== 1) {
    problems.push(`${route.route}: latency must rise to a share of 1`);
  }
  return problems;
}

function trafficProblems(service: SimulatedService): string[] {
  const { traffic, pods } = service;
  const problems: string[] = [];
  if (traffic.hours.length !== 24 || traffic.days.length !== 7) {
    problems.push('traffic needs 24 hours and 7 days');
  }
  if (!(pods.replicas >= 1)) {
    problems.push('pods.replicas must be 1 or more');
  }
  const { everyMs } = pods.rollout;
  if (!(everyMs > 0 && everyMs <= MAX_POD_LIFE_MS)) {
    problems.push('pods.rollout.everyMs must be at most 48 h');
  }
  if (!(service.scrapeIntervalMs > 0)) {
    problems.push('scrapeIntervalMs must be positive');
  }
  if (!(sum(service.routes.map(route => route.share)) > 0)) {
    problems.push('routes have no share');
  }
  return problems;
}

function incidentProblems(service: SimulatedService): string[] {
  return service.incidents
    .filter(
      ({ when }) =>
        ('everyMs' in when && !(when.everyMs > 0)) ||
        ('durationMs' in when && !(when.durationMs >= 0)),
    )
    .map(incident => `incident ${incident.name}: bad schedule`);
}

function kindProblems({ kind, incidents }: SimulatedService): string[] {
  if (!kindNames.includes(kind)) {
    return [`there is no kind ${kind}`];
  }
  const { isFailure } = kindOf(kind);
  return incidents.flatMap(incident =>
    incident.kind === 'errors' && !isFailure(incident.status)
      ? [`incident ${incident.name}: ${incident.status} is no failure`]
      : [],
  );
}

/** Throws a RangeError that lists what is wrong with a profile: it is written by programmers, not by users. */
export function checkService(service: SimulatedService): void {
  const problems = [
    ...kindProblems(service),
    ...trafficProblems(service),
    ...service.routes.flatMap(routeProblems),
    ...incidentProblems(service),
  ];
  if (problems.length > 0) {
    throw new RangeError(
      `Simulated service ${service.name}: ${problems.join('; ')}`,
    );
  }
}
