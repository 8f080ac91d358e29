import { Knex } from 'knex';
import { ReadingCursorRow, SliRevisionRow } from '../database/tables';

/**
 * Tells all who keep SLOs in memory that something else than a tick moves these SLI revisions, which are of one data
 * source. First in its transaction, before rows of SLIs are locked.
 */
export async function touchProgress(
  tx: Knex.Transaction,
  [sliRevisionId]: readonly number[],
): Promise<void> {
  await tx<ReadingCursorRow>('reading_cursors')
    .where(
      'data_source',
      tx<SliRevisionRow>('sli_revisions')
        .where('id', sliRevisionId)
        .select('data_source'),
    )
    .update({ progress: tx.raw('progress + 1') });
}
