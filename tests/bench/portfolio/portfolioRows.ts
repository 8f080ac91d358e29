/** What the portfolio shows is written for so many SLOs of a service. */
export const SLOS_EACH = 2;

/** So few that each has more services than a page, also where there are few. */
const TEAMS = 5;
const TIERS = ['critical', 'high', 'standard', 'low'];
const EVALUATED_AT_MS = 1_800_000_000_000;

/** Spread evenly, the same whoever asks. */
function shareOf(index: number): number {
  return (Math.imul(index + 1, 0x9e3779b1) >>> 0) / 2 ** 32;
}

export function entityRefOf(service: number): string {
  return `component:default/service-${String(service).padStart(6, '0')}`;
}

/** A service before its first status, as the catalog has it. */
export function portfolioRow(service: number) {
  const entityRef = entityRefOf(service);
  return {
    entity_ref: entityRef,
    environment: 'production',
    name: entityRef.slice('component:default/'.length),
    title: null,
    type: 'api',
    tier: TIERS[service % TIERS.length],
    owner: `group:default/team-${service % TEAMS}`,
    system: `system:default/system-${service % 200}`,
    domain: `domain:default/domain-${service % 10}`,
    data_source: 'main',
    search: `${entityRef.slice('component:'.length)} `,
    state: 'unknown',
    stale: true,
    worst_slo: null,
    worst_remaining: null,
    sort_key: 0,
    exhausted: 0,
    burning: 0,
    unknown: 0,
    healthy: 0,
    no_traffic: 0,
    evaluated_at_ms: null,
  };
}

/** One SLO of a hundred has used up its budget, four burn theirs. */
function statusOf(service: number, slo: number) {
  const share = shareOf(service * SLOS_EACH + slo);
  const known = share < 0.05 ? 'burning' : 'healthy';
  return {
    slo: `slo-${slo}`,
    state: share < 0.01 ? 'exhausted' : known,
    stale: false,
    remaining: share - 0.01,
    evaluatedAtMs: EVALUATED_AT_MS,
  };
}

/** A service with its statuses, as the portfolio takes them. */
export function judgedService(service: number) {
  return {
    entityRef: entityRefOf(service),
    environment: 'production',
    statuses: Array.from({ length: SLOS_EACH }, (_, slo) =>
      statusOf(service, slo),
    ),
  };
}
