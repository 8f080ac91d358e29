import { Knex } from 'knex';
import { ReadingCursorRow, SliRevisionRow } from '../database/tables';
import { groupBy } from '../evaluation/groupBy';

/**
 * SLI revisions go on by themselves, from where they have been read to. After their cursors have been locked, as
 * everywhere.
 */
export async function unfollow(
  tx: Knex.Transaction,
  sliRevisionIds: readonly number[],
): Promise<void> {
  const left: Pick<SliRevisionRow, 'data_source'>[] = await tx<SliRevisionRow>(
    'sli_revisions',
  )
    .whereIn('id', sliRevisionIds)
    .where('follows', true)
    .update({
      follows: false,
      watermark_ms: tx.raw(
        '(select watermark_ms from reading_cursors where reading_cursors.data_source = sli_revisions.data_source)',
      ),
    })
    .returning('data_source');
  const bySource = groupBy(left, row => row.data_source);
  for (const [dataSource, { length }] of bySource) {
    await tx<ReadingCursorRow>('reading_cursors')
      .where('data_source', dataSource)
      .update({
        followers: tx.raw('followers - ?', [length]),
        progress: tx.raw('progress + 1'),
      });
  }
}
