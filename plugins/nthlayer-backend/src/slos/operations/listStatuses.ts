import { Knex } from 'knex';
import { SloRow, SloStatusRow } from '../../database/tables';
import { StoredStatus } from '../SloStore';

type StatusRow = SloStatusRow &
  Pick<SloRow, 'entity_ref' | 'environment' | 'name'>;

/** Statuses of the current SLI revisions of some entities, by environment, SLO and group. */
export async function listStatuses(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<StoredStatus[]> {
  const rows: StatusRow[] = await knex('slo_statuses')
    .join('slos', 'slos.id', 'slo_statuses.slo_id')
    .join('slo_versions', join =>
      join
        .on('slo_versions.slo_id', 'slos.id')
        .andOn('slo_versions.version', 'slos.current_version')
        .andOn('slo_versions.sli_revision_id', 'slo_statuses.sli_revision_id'),
    )
    .whereIn('slos.entity_ref', entityRefs)
    .whereNull('slos.retired_at_ms')
    .orderBy(['slos.entity_ref', 'slos.environment', 'slos.name', 'labels'])
    .select(
      'slo_statuses.*',
      'slos.entity_ref',
      'slos.environment',
      'slos.name',
    );
  return rows.map(row => ({
    entityRef: row.entity_ref,
    environment: row.environment,
    slo: row.name,
    sliRevisionId: row.sli_revision_id,
    revision: row.stack_revision,
    labels: JSON.parse(row.labels),
    status: JSON.parse(row.status),
  }));
}
