import { Knex } from 'knex';

/** Revisions of SLOs that count slices of time at present. */
function slicedRevisions(knex: Knex): Knex.QueryBuilder {
  return knex('slos')
    .join('slo_versions', join =>
      join
        .on('slo_versions.slo_id', 'slos.id')
        .andOn('slo_versions.version', 'slos.current_version'),
    )
    .whereNotNull('slo_versions.slices')
    .select('slo_versions.sli_revision_id');
}

/** The groups of such revisions. */
export function slicedGroups(knex: Knex): Knex.QueryBuilder {
  return knex('tile_groups')
    .whereIn('sli_revision_id', slicedRevisions(knex))
    .select('id');
}
