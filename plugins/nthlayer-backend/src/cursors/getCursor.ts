import { Knex } from 'knex';
import { ReadingCursorRow } from '../database/tables';

/** How far a data source has been read, and which versions of its SLOs there are. */
export interface ReadingCursor {
  readonly watermarkMs: number;
  readonly definitions: number;
  readonly progress: number;
}

/** Undefined where no SLO has ever been read from the data source. */
export async function getCursor(
  knex: Knex,
  dataSource: string,
): Promise<ReadingCursor | undefined> {
  const row = await knex<ReadingCursorRow>('reading_cursors')
    .where('data_source', dataSource)
    .first();
  return (
    row && {
      watermarkMs: Number(row.watermark_ms),
      definitions: Number(row.definitions),
      progress: Number(row.progress),
    }
  );
}
