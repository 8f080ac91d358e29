import { Knex } from 'knex';
import { ReadingCursorRow } from '../database/tables';

/** Notes when all statuses of a data source were made. Locks its cursor. */
export async function noteEvaluation(
  tx: Knex.Transaction,
  { dataSource, atMs }: { dataSource: string; atMs: number },
): Promise<void> {
  await tx<ReadingCursorRow>('reading_cursors')
    .where('data_source', dataSource)
    .where(query =>
      query.whereNull('evaluated_at_ms').orWhere('evaluated_at_ms', '<', atMs),
    )
    .update({ evaluated_at_ms: atMs });
}
