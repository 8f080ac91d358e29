import {
  TileColumns,
  overlayTiles,
  unknownColumns,
  unpackTick,
} from '@nthlayer/engine';
import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { TileJournalRow } from '../../database/tables';
import { HOUR_MS, TILE_MS, floorTo } from '../../durations';
import { checkFence } from '../../leases/checkFence';
import { Lease } from '../../leases/LeaseStore';
import { startPausing } from '../../startPausing';
import { Retention } from '../Retention';
import { GroupTiles, mergeTiles } from './mergeTiles';
import { tilesOf } from './readTiers';

/** So many groups are sealed in one transaction: others wait for it no longer than for some milliseconds. */
const GROUPS_PER_TRANSACTION = 40;
/** Ticks that are further apart are sealed apart, so that what is held in memory is bounded. */
const LONGEST_SPAN_MS = 2 * HOUR_MS;

interface Options {
  readonly nowMs: number;
  readonly retention: Retention;
  readonly fence: Lease | undefined;
}

/**
 * Moves the ticks of the hours that are over into the chunks of their groups. Writing a tile twice changes nothing, and
 * the ticks go last: a run that is cut off anywhere is done again from the beginning and nothing is lost or doubled.
 */
export async function sealTiles(knex: Knex, options: Options): Promise<number> {
  const beforeMs = floorTo(options.nowMs, HOUR_MS);
  let sealed = 0;
  for (;;) {
    const ticks = await oldestTicks(knex, beforeMs);
    if (ticks.length === 0) {
      return sealed;
    }
    await sealTicks(knex, ticks, options);
    sealed += ticks.length;
    await setImmediate();
  }
}

/** Ticks of one shard that are near each other. */
async function oldestTicks(
  knex: Knex,
  beforeMs: number,
): Promise<TileJournalRow[]> {
  const journal = () => knex<TileJournalRow>('tile_journal');
  const oldest = await journal()
    .where('end_ms', '<=', beforeMs)
    .orderBy(['shard', 'start_ms', 'id'])
    .first('shard', 'start_ms');
  return oldest
    ? journal()
        .where('shard', oldest.shard)
        .where('end_ms', '<=', beforeMs)
        .where('start_ms', '<', Number(oldest.start_ms) + LONGEST_SPAN_MS)
        .orderBy('id')
        .select('*')
    : [];
}

async function sealTicks(
  knex: Knex,
  ticks: readonly TileJournalRow[],
  { nowMs, retention, fence }: Options,
): Promise<void> {
  const groups = await joinTicks(ticks);
  for (let at = 0; at < groups.length; at += GROUPS_PER_TRANSACTION) {
    await knex.transaction(async tx => {
      await checkFence(tx, fence);
      const batch = groups.slice(at, at + GROUPS_PER_TRANSACTION);
      await mergeTiles(tx, batch, { nowMs, retention });
    });
    await setImmediate();
  }
  await knex.transaction(async tx => {
    await checkFence(tx, fence);
    await tx<TileJournalRow>('tile_journal')
      .whereIn(
        'id',
        ticks.map(({ id }) => id),
      )
      .delete();
  });
}

/** The tiles of every group in these ticks; of a tile in two of them the later one counts. */
async function joinTicks(
  ticks: readonly TileJournalRow[],
): Promise<GroupTiles[]> {
  const startMs = Math.min(...ticks.map(tick => Number(tick.start_ms)));
  const endMs = Math.max(...ticks.map(tick => Number(tick.end_ms)));
  const pause = startPausing();
  const groups = new Map<number, TileColumns>();
  for (const row of ticks) {
    const tick = unpackTick(row.tiles);
    tick.groupIds.forEach((id, index) => {
      const minutes =
        groups.get(id) ??
        unknownColumns(startMs, TILE_MS, (endMs - startMs) / TILE_MS);
      groups.set(id, minutes);
      overlayTiles(minutes, tilesOf(tick, index, Number(row.start_ms)));
    });
    await pause();
  }
  return [...groups].map(([groupId, minutes]) => ({ groupId, minutes }));
}
