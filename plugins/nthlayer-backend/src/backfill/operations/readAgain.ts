import { Knex } from 'knex';
import { touchProgress } from '../../cursors/touchProgress';
import { SliRevisionRow, UnreadableStretchRow } from '../../database/tables';
import { listUnreadable } from './listUnreadable';

/**
 * Puts the cursors where the newest stretch ends. What has been read on the way to the oldest is read once more and
 * replaces equal tiles.
 */
export async function readAgain(
  knex: Knex,
  sliRevisionIds: readonly number[],
): Promise<number[]> {
  if (sliRevisionIds.length === 0) {
    return [];
  }
  return knex.transaction(async tx => {
    await touchProgress(tx, sliRevisionIds);
    const stretches = await listUnreadable(tx, sliRevisionIds);
    if (stretches.length === 0) {
      return [];
    }
    const fromMs = Math.min(...stretches.map(({ startMs }) => startMs));
    const reachedMs = Math.max(...stretches.map(({ endMs }) => endMs));
    const rows = await tx<SliRevisionRow>('sli_revisions')
      .whereIn('id', sliRevisionIds)
      .where('backfill_origin_ms', '>=', reachedMs)
      .where('backfill_reached_ms', '<', reachedMs)
      .update({
        backfill_reached_ms: reachedMs,
        backfill_from_ms: tx.raw(
          'case when backfill_reached_ms <= backfill_from_ms then ? else backfill_from_ms end',
          [fromMs],
        ),
        backfill_tries: 0,
        backfill_tried_at_ms: null,
        // it may be where it was before anybody has looked, with other tiles
        groups_version: tx.raw('groups_version + 1'),
      })
      .returning('id');
    const moved = rows.map(({ id }) => id);
    await tx<UnreadableStretchRow>('unreadable_stretches')
      .whereIn('sli_revision_id', moved)
      .delete();
    return moved;
  });
}
