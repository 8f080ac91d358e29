import { Knex } from 'knex';
import { ofCurrentVersion } from '../../slos/operations/ofCurrentVersion';

/** Revisions of SLOs that count slices of time at present. */
function slicedRevisions(knex: Knex): Knex.QueryBuilder {
  return knex('slos')
    .join('slo_versions', ofCurrentVersion)
    .whereNotNull('slo_versions.slices')
    .select('slo_versions.sli_revision_id');
}

/** The groups of such revisions. */
export function slicedGroups(knex: Knex): Knex.QueryBuilder {
  return knex('tile_groups')
    .whereIn('sli_revision_id', slicedRevisions(knex))
    .select('id');
}
