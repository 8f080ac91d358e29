import { Knex } from 'knex';
import { ReadingCursorRow } from '../../database/tables';
import { fromActive } from './listActive';

/** Names of the data sources that active SLOs are read from. */
export async function listDataSources(knex: Knex): Promise<string[]> {
  return knex<ReadingCursorRow>('reading_cursors as sources')
    .whereExists(
      fromActive(knex)
        .whereRaw('sli_revisions.data_source = sources.data_source')
        // goes without saying, and spares SQLite an index of all SLOs of its own
        .whereRaw('sli_revisions.slo_id = slos.id')
        .select(knex.raw('1')),
    )
    .orderBy('data_source')
    .pluck('data_source');
}
