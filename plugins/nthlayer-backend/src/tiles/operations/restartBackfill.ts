import { Knex } from 'knex';
import { touchProgress } from '../../cursors/touchProgress';
import { unfollow } from '../../cursors/unfollow';
import { SliRevisionRow } from '../../database/tables';
import { checkFence } from '../../leases/checkFence';
import { Lease } from '../../leases/LeaseStore';
import { BackfillRestart, WriteOutcome } from '../TileStore';

/**
 * Puts the watermark at `originMs` and lets the back-fill read the gap from there: exactly down to the old watermark
 * when it had finished, else down to where it was bound anyway. What it reads again on that way replaces equal tiles.
 */
export async function restartBackfill(
  knex: Knex,
  { sliRevisionId, watermarkMs, originMs }: BackfillRestart,
  fence: Lease | undefined,
): Promise<WriteOutcome> {
  return knex.transaction(async tx => {
    await checkFence(tx, fence);
    await touchProgress(tx, [sliRevisionId]);
    await unfollow(tx, [sliRevisionId]);
    const moved = await tx<SliRevisionRow>('sli_revisions')
      .where({ id: sliRevisionId, watermark_ms: watermarkMs })
      .update({
        watermark_ms: originMs,
        backfill_origin_ms: originMs,
        backfill_reached_ms: originMs,
        backfill_from_ms: knex.raw(
          'case when backfill_reached_ms <= backfill_from_ms then ? else backfill_from_ms end',
          [watermarkMs],
        ),
      });
    return moved === 1 ? 'written' : 'superseded';
  });
}
