import { Knex } from 'knex';

/** Joins `slo_versions` to `slos`: the version that counts now. */
export function ofCurrentVersion(join: Knex.JoinClause): void {
  join
    .on('slo_versions.slo_id', 'slos.id')
    .andOn('slo_versions.version', 'slos.current_version');
}
