import { TileColumns } from '@nthlayer/engine';
import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { Followers } from '../../cursors/Followers';
import { moveWatermarks } from '../../cursors/moveWatermarks';
import { checkFence, throwIfLost } from '../../leases/checkFence';
import { Lease } from '../../leases/LeaseStore';
import { startPausing } from '../../startPausing';
import { GroupIds } from '../GroupIds';
import { GroupName } from '../GroupName';
import { joinSeries } from '../joinSeries';
import { PartlyMovedError, TickWrite } from '../TileStore';
import { movedWatermarks } from './cursors';
import { insertTable, tableColumns } from './insertTable';
import { insertTick } from './insertTick';
import { GroupTiles } from './mergeTiles';

/**
 * Writes what a tick has read and moves the watermarks in one transaction. A watermark moves only if it still stands
 * where the reader found it, so that a crash, a retry or a second replica neither loses a tile nor counts one twice.
 */
export async function appendTick(
  knex: Knex,
  write: TickWrite,
  { followers, groupIds, fence }: AppendOptions,
): Promise<readonly number[]> {
  const { startMs, endMs, table, isWhole } = write;
  const sliRevisionIds = revisionsOf(write);
  if (sliRevisionIds.length === 0) {
    return [];
  }
  const known = await knownTiles(write);
  const columns = table && tableColumns(table);
  await startPausing()();
  try {
    return await knex.transaction(async tx => {
      await checkFence(tx, fence);
      const stretch = { startMs, endMs, sliRevisionIds };
      const moved = await moveWatermarks(tx, stretch, followers);
      const areAll = moved.size === sliRevisionIds.length;
      if (isWhole && !areAll) {
        throw new PartlyMovedError();
      }
      const own = known.filter(({ name }) => moved.has(name.sliRevisionId));
      const groups = await toGroups(tx, own, { groupIds, endMs });
      if (groups.length > 0) {
        await insertTick(tx, groups, { startMs, endMs });
      }
      if (columns) {
        const rest = areAll ? undefined : moved;
        const options = { moved: rest, groupIds, startMs, endMs };
        await insertTable(tx, columns, options);
        // what SQLite commits is written at once
        await setImmediate();
      }
      return areAll ? sliRevisionIds : [...moved];
    });
  } catch (error) {
    if (error instanceof PartlyMovedError) {
      throw error;
    }
    // Then the watermarks are where somebody else has put them, who may have read something else.
    throwIfLost(error);
    // The connection may have broken after the commit was sent: the watermarks tell whether it arrived.
    const arrived = await movedWatermarks(knex, sliRevisionIds, endMs).catch(
      () => [],
    );
    if (arrived.length === sliRevisionIds.length) {
      return arrived;
    }
    throw error;
  }
}

function revisionsOf({ slis, table }: TickWrite): readonly number[] {
  const ids = slis.map(sli => sli.sliRevisionId);
  if (!table) {
    return ids;
  }
  return ids.length > 0
    ? [...ids, ...table.sliRevisionIds]
    : table.sliRevisionIds;
}

interface AppendOptions {
  readonly followers: Followers;
  readonly groupIds: GroupIds;
  readonly fence: Lease | undefined;
}

interface NamedTiles {
  readonly name: GroupName;
  readonly minutes: TileColumns;
}

/** Done before the transaction begins, so that nobody waits for it. */
async function knownTiles(write: TickWrite): Promise<NamedTiles[]> {
  const known: NamedTiles[] = [];
  const pause = startPausing();
  for (const { sliRevisionId, series } of write.slis) {
    for (const { labels, minutes } of joinSeries(series, write)) {
      known.push({ name: { sliRevisionId, labels }, minutes });
    }
    const pausing = pause();
    if (pausing) {
      await pausing;
    }
  }
  return known;
}

async function toGroups(
  tx: Knex.Transaction,
  known: readonly NamedTiles[],
  { groupIds, endMs }: { groupIds: GroupIds; endMs: number },
): Promise<GroupTiles[]> {
  const ids = await groupIds.resolve(
    tx,
    known.map(({ name }) => ({ ...name, newestMs: endMs })),
  );
  return known
    .map(({ minutes }, index) => ({ groupId: ids[index], minutes }))
    .filter(({ groupId }) => groupId > 0);
}
