import { Knex } from 'knex';
import { touchProgress } from '../../cursors/touchProgress';
import { inBatches } from '../../database/inBatches';
import { SliRevisionRow } from '../../database/tables';
import { checkFence } from '../../leases/checkFence';
import { TryTime } from '../BackfillStore';

export async function countTries(
  knex: Knex,
  sliRevisionIds: readonly number[],
  { nowMs, fence }: TryTime,
): Promise<void> {
  if (sliRevisionIds.length === 0) {
    return;
  }
  await knex.transaction(async tx => {
    await checkFence(tx, fence);
    await touchProgress(tx, sliRevisionIds);
    await inBatches(sliRevisionIds, 500, async batch => {
      await tx<SliRevisionRow>('sli_revisions')
        .whereIn('id', batch)
        .update({
          backfill_tries: tx.raw('backfill_tries + 1'),
          backfill_tried_at_ms: nowMs,
        });
    });
  });
}
