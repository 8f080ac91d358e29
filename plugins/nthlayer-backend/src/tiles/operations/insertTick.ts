import { packTick } from '@nthlayer/engine';
import { Knex } from 'knex';
import { TileJournalRow } from '../../database/tables';
import { TILE_MS } from '../../durations';
import { shardOf } from '../shards';
import { GroupTiles } from './mergeTiles';

/** Writes tiles of many groups over one range: a row for every shard. */
export async function insertTick(
  tx: Knex.Transaction,
  groups: readonly GroupTiles[],
  { startMs, endMs }: { startMs: number; endMs: number },
): Promise<void> {
  await tx<TileJournalRow>('tile_journal').insert(
    byShard(groups).map(([shard, members]) => ({
      shard,
      start_ms: startMs,
      end_ms: endMs,
      tiles: pack(members, (endMs - startMs) / TILE_MS),
    })),
  );
}

function byShard(groups: readonly GroupTiles[]): [number, GroupTiles[]][] {
  const shards = new Map<number, GroupTiles[]>();
  const sorted = [...groups].sort((one, other) => one.groupId - other.groupId);
  for (const group of sorted) {
    const shard = shardOf(group.groupId);
    const members = shards.get(shard);
    if (members) {
      members.push(group);
    } else {
      shards.set(shard, [group]);
    }
  }
  return [...shards];
}

function pack(groups: readonly GroupTiles[], tiles: number): Buffer {
  const slots = groups.length * tiles;
  const known = new Uint16Array(slots);
  const bad = new Float64Array(slots);
  const total = new Float64Array(slots);
  groups.forEach(({ minutes }, index) => {
    known.set(minutes.known, index * tiles);
    bad.set(minutes.bad, index * tiles);
    total.set(minutes.total, index * tiles);
  });
  const groupIds = groups.map(({ groupId }) => groupId);
  return Buffer.from(packTick({ groupIds, tiles, known, bad, total }));
}
