import { ServiceSummaryDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { excludedTime } from '../exclusions/excludedTime';
import { worstOfService } from '../portfolio/portfolioOrder';
import { StoredEnvironment, StoredService } from '../services/ServiceStore';
import { StoredStatus } from '../slos/SloStore';
import { agedStatus, ShownAt } from './agedStatus';
import { countDiagnostics } from './countDiagnostics';
import { toDataSourceRef } from './toDataSourceRef';
import { allDiagnostics } from './toReadyService';

/** A service as one row of a list. `statuses` are those of the service in the environment. */
export function toServiceSummary(
  service: StoredService,
  options: {
    environment: StoredEnvironment;
    statuses: readonly StoredStatus[];
    sources: DataSourceRegistry;
    shownAt: ShownAt;
  },
): ServiceSummaryDto {
  const { environment, sources, shownAt } = options;
  const { spec } = service;
  const statuses = options.statuses.map(({ slo, status }) => ({
    ...agedStatus(status, shownAt),
    slo,
  }));
  const { state, stale, worst } = worstOfService(statuses);
  const excludedMs = excludedTime(statuses);
  return {
    entityRef: spec.entityRef,
    name: spec.name,
    ...(spec.title !== undefined && { title: spec.title }),
    type: spec.type,
    tier: spec.tier,
    ...(spec.owner !== undefined && { owner: spec.owner }),
    environment: environment.environment,
    state,
    stale,
    worst: worst ? { slo: worst.slo, remaining: worst.remaining } : null,
    ...(excludedMs > 0 && { excludedMs }),
    dataSource: toDataSourceRef(environment.dataSource, sources),
    diagnosticCounts: countDiagnostics(allDiagnostics(service, environment)),
  };
}
