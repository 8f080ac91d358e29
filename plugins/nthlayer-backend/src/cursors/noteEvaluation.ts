import { Knex } from 'knex';
import { ReadingCursorRow } from '../database/tables';

/**
 * Notes when all statuses of a data source were made, and answers which version of its SLOs there is now. Locks its
 * cursor, so that it stays that version until the transaction ends.
 */
export async function noteEvaluation(
  tx: Knex.Transaction,
  { dataSource, atMs }: { dataSource: string; atMs: number },
): Promise<number | undefined> {
  const [row] = await tx<ReadingCursorRow>('reading_cursors')
    .where('data_source', dataSource)
    .update({
      evaluated_at_ms: tx.raw(
        'case when evaluated_at_ms > ? then evaluated_at_ms else ? end',
        [atMs, atMs],
      ),
    })
    .returning('definitions');
  return row && Number(row.definitions);
}
