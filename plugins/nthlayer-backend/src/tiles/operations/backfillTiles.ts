import { Knex } from 'knex';
import { dropReached } from '../../backfill/operations/dropReached';
import { watermark, withCursors } from '../../cursors/watermark';
import { TileJournalRow } from '../../database/tables';
import { TILE_MS } from '../../durations';
import { checkFence, throwIfLost } from '../../leases/checkFence';
import { Lease } from '../../leases/LeaseStore';
import { startPausing } from '../../startPausing';
import { GroupIds } from '../GroupIds';
import { Retention } from '../Retention';
import { TileWrite, WriteOutcome } from '../TileStore';
import { JoinedSeries } from '../joinSeries';
import { knownEnd } from '../knownEnd';
import { shardOf } from '../shards';
import { hasMovedBackfillCursor, moveBackfillCursor } from './cursors';
import { insertTick } from './insertTick';
import { GroupTiles, mergeTiles } from './mergeTiles';

interface Options {
  readonly groupIds: GroupIds;
  readonly retention: Retention;
  readonly fence: Lease | undefined;
}

/** Writes older tiles and the back-fill's cursor in one transaction, under the same conditions as a tick. */
export async function backfillTiles(
  knex: Knex,
  write: TileWrite,
  options: Options,
): Promise<WriteOutcome> {
  try {
    return await knex.transaction(tx => inTransaction(tx, write, options));
  } catch (error) {
    throwIfLost(error);
    if (await hasMovedBackfillCursor(knex, write).catch(() => false)) {
      return 'written';
    }
    throw error;
  }
}

async function inTransaction(
  tx: Knex.Transaction,
  write: TileWrite,
  { groupIds, retention, fence }: Options,
): Promise<WriteOutcome> {
  await checkFence(tx, fence);
  if (!(await moveBackfillCursor(tx, write))) {
    return 'superseded';
  }
  const { sliRevisionId, startMs, endMs } = write;
  await dropReached(tx, write);
  const pause = startPausing();
  const joined = new JoinedSeries(write);
  for (const series of write.series) {
    joined.add(series);
    await pause();
  }
  const known = joined.list();
  if (known.length === 0) {
    return 'written';
  }
  const ids = await groupIds.resolve(
    tx,
    known.map(({ labels, minutes }) => ({
      ...{ sliRevisionId, labels },
      newestMs: knownEnd(minutes) ?? startMs,
    })),
  );
  const { watermark_ms: watermarkMs } = await withCursors(tx('sli_revisions'))
    .where('sli_revisions.id', sliRevisionId)
    .first({ watermark_ms: watermark(tx) });
  const groups = known
    .map(({ minutes }, index) => ({ groupId: ids[index], minutes }))
    .filter(({ groupId }) => groupId > 0);
  await mergeTiles(tx, groups, { nowMs: Number(watermarkMs), retention });
  if (groups.length > 0) {
    await coverTicks(tx, groups, { startMs, endMs });
  }
  return 'written';
}

/** Ticks that are not sealed yet are read over the chunks: where there are any, what came later goes over them. */
async function coverTicks(
  tx: Knex.Transaction,
  groups: readonly GroupTiles[],
  { startMs, endMs }: { startMs: number; endMs: number },
): Promise<void> {
  const [{ oldest }] = await tx<TileJournalRow>('tile_journal')
    .whereIn(
      'shard',
      groups.map(({ groupId }) => shardOf(groupId)),
    )
    .where('end_ms', '>', startMs)
    .where('start_ms', '<', endMs)
    .min({ oldest: 'start_ms' });
  if (oldest === null) {
    return;
  }
  const fromMs = Math.max(startMs, Number(oldest));
  const skip = (fromMs - startMs) / TILE_MS;
  const recent = groups.map(({ groupId, minutes }) => ({
    groupId,
    minutes: {
      startMs: fromMs,
      stepMs: TILE_MS,
      known: minutes.known.subarray(skip),
      bad: minutes.bad.subarray(skip),
      total: minutes.total.subarray(skip),
    },
  }));
  await insertTick(tx, recent, { startMs: fromMs, endMs });
}
