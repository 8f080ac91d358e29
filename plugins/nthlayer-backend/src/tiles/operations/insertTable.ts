import { areCounts } from '@nthlayer/engine';
import { Knex } from 'knex';
import { TileJournalRow } from '../../database/tables';
import { startPausing } from '../../startPausing';
import { GroupIds, ShardGroups } from '../GroupIds';
import { TickTable } from '../TickTable';
import { ShardPacker, TableColumns } from './ShardPacker';

/** Done before the transaction begins, so that nobody waits for it. */
export function tableColumns({
  names,
  tiles,
  bad,
  total,
}: TickTable): TableColumns {
  const known = new Uint16Array(total.length);
  const present = new Uint8Array(names.length);
  for (let group = 0; group < names.length; group++) {
    for (let slot = group * tiles; slot < (group + 1) * tiles; slot++) {
      if (areCounts(bad[slot], total[slot])) {
        known[slot] = 1;
        present[group] = 1;
      }
    }
  }
  return { names, tiles, known, bad, total, present };
}

/** Writes the tiles of a tick: a row for every shard. */
export async function insertTable(
  tx: Knex.Transaction,
  columns: TableColumns,
  {
    moved,
    groupIds,
    startMs,
    endMs,
  }: {
    /** Revisions whose tiles are to be written; undefined for all. */
    moved: ReadonlySet<number> | undefined;
    groupIds: GroupIds;
    startMs: number;
    endMs: number;
  },
): Promise<void> {
  const { names } = columns;
  const present = presentIn(columns, moved);
  const { shards } = await groupIds.resolveAll(tx, names, {
    present,
    newestMs: endMs,
  });
  const rows: Omit<TileJournalRow, 'id'>[] = [];
  const packer = new ShardPacker(columns);
  const pause = startPausing();
  for (const all of shards) {
    await pause();
    const here = presentOf(all, present);
    if (here.ids.length > 0) {
      const { shard } = here;
      const tiles = packer.pack(here);
      rows.push({ shard, start_ms: startMs, end_ms: endMs, tiles });
    }
  }
  if (rows.length > 0) {
    await tx<TileJournalRow>('tile_journal').insert(rows);
  }
}

function presentIn(
  { names, present }: TableColumns,
  moved: ReadonlySet<number> | undefined,
): Uint8Array {
  return moved
    ? present.map((isPresent, group) =>
        Number(isPresent === 1 && moved.has(names[group].sliRevisionId)),
      )
    : present;
}

/** Those of a shard that are present, as a rule all. */
function presentOf(all: ShardGroups, present: Uint8Array): ShardGroups {
  const isHere = (group: number) => present[group] === 1;
  if (all.groups.every(isHere)) {
    return all;
  }
  const ids = all.ids.filter((_id, index) => isHere(all.groups[index]));
  return { ...all, groups: all.groups.filter(isHere), ids };
}
