import { Knex } from 'knex';
import { touchProgress } from '../../cursors/touchProgress';
import { unfollow } from '../../cursors/unfollow';
import { inBatches } from '../../database/inBatches';
import { SliRevisionRow } from '../../database/tables';
import { checkFence } from '../../leases/checkFence';
import { Lease } from '../../leases/LeaseStore';
import { BackfillRestart } from '../TileStore';

const REVISIONS_PER_STATEMENT = 500;

/**
 * Puts the watermarks at `originMs` and lets the back-fill read the gap from there: of each revision exactly down to the
 * old watermark when it had finished, else down to where it was bound anyway. What it reads again on that way replaces
 * equal tiles.
 */
export async function restartBackfill(
  knex: Knex,
  { sliRevisionIds, watermarkMs, originMs }: BackfillRestart,
  fence: Lease | undefined,
): Promise<readonly number[]> {
  if (sliRevisionIds.length === 0) {
    return [];
  }
  return knex.transaction(async tx => {
    await checkFence(tx, fence);
    await touchProgress(tx, sliRevisionIds);
    const moved: number[] = [];
    await inBatches(sliRevisionIds, REVISIONS_PER_STATEMENT, async batch => {
      await unfollow(tx, batch);
      const rows = await tx<SliRevisionRow>('sli_revisions')
        .whereIn('id', batch)
        .where('watermark_ms', watermarkMs)
        .update({
          watermark_ms: originMs,
          unread_from_ms: tx.raw('coalesce(unread_from_ms, ?)', [watermarkMs]),
          backfill_origin_ms: originMs,
          backfill_reached_ms: originMs,
          backfill_tries: 0,
          backfill_tried_at_ms: null,
          backfill_from_ms: tx.raw(
            'case when backfill_reached_ms <= backfill_from_ms then ? else backfill_from_ms end',
            [watermarkMs],
          ),
        })
        .returning('id');
      moved.push(...rows.map(({ id }) => id));
    });
    return moved;
  });
}
