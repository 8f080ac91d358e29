import { Knex } from 'knex';
import { ReadingCursorRow, SliRevisionRow } from '../database/tables';

/** SLI revisions of one data source go on by themselves, from where they have been read to. */
export async function unfollow(
  tx: Knex.Transaction,
  sliRevisionIds: readonly number[],
): Promise<void> {
  const left = await tx<SliRevisionRow>('sli_revisions')
    .whereIn('id', sliRevisionIds)
    .where('follows', true)
    .update({
      follows: false,
      watermark_ms: tx.raw(
        '(select watermark_ms from reading_cursors where reading_cursors.data_source = sli_revisions.data_source)',
      ),
    })
    .returning('data_source');
  if (left.length > 0) {
    await tx<ReadingCursorRow>('reading_cursors')
      .where('data_source', left[0].data_source)
      .update({ followers: tx.raw('followers - ?', [left.length]) });
  }
}
