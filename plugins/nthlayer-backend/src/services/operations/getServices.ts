import { Knex } from 'knex';
import {
  LintFindingsRow,
  ServiceEnvironmentRow,
  ServiceRow,
} from '../../database/tables';
import { StoredEnvironment, StoredService } from '../ServiceStore';

/** Services by entity ref, in that order; those that there are not are left out. */
export async function getServices(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<StoredService[]> {
  const services = await knex<ServiceRow>('services')
    .whereIn('entity_ref', entityRefs)
    .whereNull('deleted_at_ms')
    .orderBy('entity_ref')
    .select('entity_ref', 'spec', 'conflicts');
  const refs = services.map(row => row.entity_ref);
  const environments = await knex<ServiceEnvironmentRow>('service_environments')
    .whereIn('entity_ref', refs)
    .orderBy('position');
  const findings = await knex<LintFindingsRow>('lint_findings').whereIn(
    'entity_ref',
    refs,
  );
  return services.map(row => ({
    spec: JSON.parse(row.spec),
    conflicts: JSON.parse(row.conflicts),
    environments: environments
      .filter(environment => environment.entity_ref === row.entity_ref)
      .map(environment => toEnvironment(environment, findings)),
  }));
}

/** Findings on an earlier revision say nothing of this one. */
function toEnvironment(
  row: ServiceEnvironmentRow,
  findings: readonly LintFindingsRow[],
): StoredEnvironment {
  const found = findings.find(
    each =>
      each.entity_ref === row.entity_ref &&
      each.environment === row.environment &&
      each.revision === row.revision,
  );
  return {
    environment: row.environment,
    revision: row.revision,
    dataSource: row.data_source,
    diagnostics: JSON.parse(row.diagnostics),
    lint: found ? JSON.parse(found.diagnostics) : [],
  };
}
