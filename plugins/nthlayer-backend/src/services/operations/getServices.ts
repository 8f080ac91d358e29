import { Knex } from 'knex';
import { ServiceEnvironmentRow, ServiceRow } from '../../database/tables';
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
  const environments = await knex<ServiceEnvironmentRow>('service_environments')
    .whereIn(
      'entity_ref',
      services.map(row => row.entity_ref),
    )
    .orderBy('position');
  return services.map(row => ({
    spec: JSON.parse(row.spec),
    conflicts: JSON.parse(row.conflicts),
    environments: environments
      .filter(environment => environment.entity_ref === row.entity_ref)
      .map(toEnvironment),
  }));
}

function toEnvironment(row: ServiceEnvironmentRow): StoredEnvironment {
  return {
    environment: row.environment,
    revision: row.revision,
    dataSource: row.data_source,
    diagnostics: JSON.parse(row.diagnostics),
  };
}
