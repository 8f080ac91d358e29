import { SimulatedService } from '../profile/SimulatedService';

/** What the counter of events tells apart. */
export interface Category {
  /** Index into the service's routes. */
  readonly route: number;
  /** As the kind spells it. */
  readonly status: string;
  /** Part of the route's events when nothing is wrong. */
  readonly share: number;
}

function extraStatuses(service: SimulatedService, route: string): string[] {
  return service.incidents.flatMap(incident =>
    incident.kind === 'errors' && (incident.routes?.includes(route) ?? true)
      ? [incident.status]
      : [],
  );
}

/** All pairs of route and outcome that can occur. */
export function categoriesOf(service: SimulatedService): Category[] {
  return service.routes.flatMap(({ route, statuses }, index) => {
    const sum = Object.values(statuses).reduce((a, b) => a + b, 0);
    const names = new Set([
      ...Object.keys(statuses),
      ...extraStatuses(service, route),
    ]);
    return [...names].map(status => ({
      route: index,
      status,
      share: (statuses[status] ?? 0) / sum,
    }));
  });
}
