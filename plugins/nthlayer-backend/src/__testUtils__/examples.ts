import { Entity } from '@backstage/catalog-model';
import {
  ServiceSpec,
  Sli,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { generateStack, isCounterSli } from '@nthlayer/engine';
import { CompiledService } from '../services/ServiceStore';
import { ReadingProgress } from '../slos/SloStore';

const DAY_MS = 86_400_000;

/** One minute has been read, and there is no history. */
export const EXAMPLE_PROGRESS: ReadingProgress = {
  watermarkMs: 60_000,
  backfillFromMs: 0,
  backfillReachedMs: 0,
  backfillOriginMs: 60_000,
  groupsVersion: 0,
  leftOutSinceMs: 0,
};

/** An availability SLO of `service`. */
export function exampleSlo(service: string, overrides: Partial<Slo> = {}): Slo {
  const matchers = [{ label: 'service', op: '=' as const, value: service }];
  return {
    name: 'availability',
    displayName: 'Availability',
    description: 'Requests that do not fail',
    objective: 0.99,
    window: { type: 'rolling', durationMs: 30 * DAY_MS },
    method: 'Occurrences',
    noData: 'ignore',
    sli: {
      kind: 'ratio',
      total: { metric: 'http_requests_total', matchers },
      bad: {
        metric: 'http_requests_total',
        matchers: [...matchers, { label: 'code', op: '=~', value: '5..' }],
      },
      groupBy: [],
    },
    ...overrides,
  };
}

/** The service of an SLI of `exampleSlo`. */
export function serviceOf(sli: Sli): string {
  return isCounterSli(sli) ? sli.total.matchers[0].value : '';
}

/** The spec of a component called `name`. */
export function exampleSpec(
  name: string,
  overrides: Partial<ServiceSpec> = {},
): ServiceSpec {
  return {
    entityRef: `component:default/${name}`,
    name,
    service: name,
    type: 'api',
    tier: 'critical',
    owner: 'group:default/team-a',
    dataSource: 'main',
    environments: ['default'],
    slos: [exampleSlo(name)],
    labels: {},
    dependencies: [],
    provenance: {},
    ...overrides,
  };
}

/** The spec compiled for all of its environments; new SLIs are read from `originMs` on. */
export function exampleService(
  spec: ServiceSpec,
  originMs: number,
): CompiledService {
  const text = {
    id: 'text',
    generate: () => ({
      assets: [
        {
          id: 'openslo',
          kind: 'openslo' as const,
          title: 'SLOs',
          path: 'openslo.yaml',
          mediaType: 'application/yaml',
          sha256: '',
          content: `objective: ${spec.slos[0]?.objective}`,
        },
      ],
      diagnostics: [],
    }),
  };
  return {
    spec,
    entityHash: `hash-of-${spec.name}`,
    stacks: spec.environments.map(environment => ({
      dataSource: spec.dataSource ?? 'main',
      originMs,
      simulated: false,
      stack: generateStack(spec, [text], {
        environment,
        serviceLabel: 'service',
        dataSource: {
          name: spec.dataSource ?? 'main',
          default: true,
          environments: spec.environments,
          scrapeIntervalMs: 15_000,
        },
      }),
    })),
  };
}

/** A catalog component; with a tier it is one of ours. */
export function exampleEntity(
  name: string,
  annotations: Record<string, string> = { 'nthlayer.dev/tier': 'critical' },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', owner: 'team-a', lifecycle: 'production' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/team-a' }],
  };
}
