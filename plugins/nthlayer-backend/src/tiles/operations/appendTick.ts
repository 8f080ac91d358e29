import { Knex } from 'knex';
import { checkFence } from '../../leases/checkFence';
import { Lease } from '../../leases/LeaseStore';
import { GroupIds } from '../GroupIds';
import { joinSeries } from '../joinSeries';
import { TickWrite } from '../TileStore';
import { moveWatermarks, movedWatermarks } from './cursors';
import { insertTick } from './insertTick';

/**
 * Writes what a tick has read and moves the watermarks in one transaction. A watermark moves only if it still stands
 * where the reader found it, so that a crash, a retry or a second replica neither loses a tile nor counts one twice.
 */
export async function appendTick(
  knex: Knex,
  write: TickWrite,
  { groupIds, fence }: { groupIds: GroupIds; fence: Lease | undefined },
): Promise<readonly number[]> {
  try {
    return await knex.transaction(async tx => {
      await checkFence(tx, fence);
      const moved = await moveWatermarks(tx, write);
      await writeJournal(tx, write, { groupIds, moved });
      return [...moved];
    });
  } catch (error) {
    // The connection may have broken after the commit was sent: the watermarks tell whether it arrived.
    const arrived = await movedWatermarks(knex, write).catch(() => []);
    if (write.slis.length > 0 && arrived.length === write.slis.length) {
      return arrived;
    }
    throw error;
  }
}

async function writeJournal(
  tx: Knex.Transaction,
  { startMs, endMs, slis }: TickWrite,
  { groupIds, moved }: { groupIds: GroupIds; moved: ReadonlySet<number> },
): Promise<void> {
  const known = slis
    .filter(({ sliRevisionId }) => moved.has(sliRevisionId))
    .flatMap(({ sliRevisionId, series }) =>
      joinSeries(series, { startMs, endMs }).map(({ labels, minutes }) => ({
        name: { sliRevisionId, labels },
        minutes,
      })),
    );
  if (known.length === 0) {
    return;
  }
  const ids = await groupIds.resolve(
    tx,
    known.map(({ name }) => name),
  );
  const groups = known.map(({ minutes }, index) => ({
    groupId: ids[index],
    minutes,
  }));
  await insertTick(tx, groups, { startMs, endMs });
}
