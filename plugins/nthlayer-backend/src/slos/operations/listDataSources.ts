import { Knex } from 'knex';
import { fromActive } from './listActive';

/** Names of the data sources that active SLOs are read from. */
export async function listDataSources(knex: Knex): Promise<string[]> {
  const rows: { data_source: string }[] = await fromActive(knex)
    .distinct('sli_revisions.data_source')
    .orderBy('sli_revisions.data_source');
  return rows.map(row => row.data_source);
}
