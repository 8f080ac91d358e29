import {
  Diagnostic,
  ReadyServiceDto,
  SloDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { worstOfService } from '../portfolio/portfolioOrder';
import {
  StoredEnvironment,
  StoredService,
  StoredStack,
} from '../services/ServiceStore';
import { ActiveSlo, StoredStatus } from '../slos/SloStore';
import { ShownAt } from './agedStatus';
import { toDataSourceRef } from './toDataSourceRef';
import { toSlo } from './toSlo';

/** A service as the API tells it. */
export function toReadyService(
  service: StoredService,
  options: {
    environment: StoredEnvironment;
    stack: StoredStack;
    active: readonly ActiveSlo[];
    statuses: readonly StoredStatus[];
    sources: DataSourceRegistry;
    shownAt: ShownAt;
  },
): ReadyServiceDto {
  const { environment, stack, active, statuses, sources, shownAt } = options;
  const { spec } = stack;
  const here = <T extends { environment: string }>(item: T) =>
    item.environment === environment.environment;
  const slos = stack.slos.map(slo =>
    toSlo(slo, {
      revision: stack.revision,
      active: active.find(item => here(item) && item.slo.name === slo.name),
      statuses: statuses.filter(item => here(item) && item.slo === slo.name),
      shownAt,
      scrapeIntervalMs: sources.get(environment.dataSource)?.source
        .scrapeIntervalMs,
    }),
  );
  return {
    state: 'ready',
    entityRef: spec.entityRef,
    name: spec.name,
    ...(spec.title !== undefined && { title: spec.title }),
    service: spec.service,
    type: spec.type,
    tier: spec.tier,
    ...(spec.owner !== undefined && { owner: spec.owner }),
    ...(spec.system !== undefined && { system: spec.system }),
    ...(spec.domain !== undefined && { domain: spec.domain }),
    ...(spec.lifecycle !== undefined && { lifecycle: spec.lifecycle }),
    ...(spec.tags && { tags: [...spec.tags] }),
    ...(spec.related && { related: { ...spec.related } }),
    environment: environment.environment,
    environments: service.environments.map(item => item.environment),
    dataSource: toDataSourceRef(environment.dataSource, sources),
    revision: stack.revision,
    provenance: { ...spec.provenance },
    slos,
    worst: worstOf(slos),
    labels: { ...spec.labels },
    dependencies: spec.dependencies.map(dependency => ({
      ...dependency,
      selector: { ...dependency.selector },
    })),
    ...(spec.specFile !== undefined && { specFile: spec.specFile }),
    diagnostics: allDiagnostics(service, environment),
  };
}

/** Nobody can say of an SLO that was not evaluated yet how it is. */
const NOT_EVALUATED = {
  state: 'unknown',
  stale: true,
  remaining: null,
} as const;

function worstOf(slos: readonly SloDto[]): ReadyServiceDto['worst'] {
  const { worst } = worstOfService(
    slos.map(({ name, groups: [group] }) => ({
      ...(group?.status ?? NOT_EVALUATED),
      slo: name,
      labels: group?.labels ?? {},
    })),
  );
  return worst ? { slo: worst.slo, labels: worst.labels } : null;
}

/** Findings on a service in one environment. */
export function allDiagnostics(
  service: StoredService,
  environment: StoredEnvironment,
): Diagnostic[] {
  return [
    ...environment.diagnostics,
    ...environment.lint,
    ...service.conflicts,
  ];
}
