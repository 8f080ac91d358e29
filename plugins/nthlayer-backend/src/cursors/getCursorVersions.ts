import { Knex } from 'knex';
import { ReadingCursorRow } from '../database/tables';

/** Of all data sources, which versions of their SLOs there are and when their statuses were made last. */
export async function getCursorVersions(knex: Knex): Promise<string> {
  const rows = await knex<ReadingCursorRow>('reading_cursors')
    .orderBy('data_source')
    .select('data_source', 'definitions', 'progress', 'evaluated_at_ms');
  return JSON.stringify(rows);
}
