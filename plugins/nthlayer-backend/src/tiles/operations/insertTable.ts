import { areCounts, packTick } from '@nthlayer/engine';
import { Knex } from 'knex';
import { TileJournalRow } from '../../database/tables';
import { startPausing } from '../../startPausing';
import { GroupIds } from '../GroupIds';
import { GroupName } from '../GroupName';
import { shardOf } from '../shards';
import { TickTable } from '../TickTable';

/** The tiles of a table; what is no count is unknown. */
export interface TableColumns {
  readonly names: readonly GroupName[];
  readonly tiles: number;
  readonly known: Uint16Array;
  readonly bad: Float64Array;
  readonly total: Float64Array;
  /** 1 for groups of which a tile is known. */
  readonly present: Uint8Array;
}

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
  const { ids, order } = await groupIds.resolveAll(tx, names, {
    present,
    newestMs: endMs,
  });
  const rows: Omit<TileJournalRow, 'id'>[] = [];
  const pause = startPausing();
  for (let from = 0; from < order.length; ) {
    await pause();
    const shard = shardOf(ids[order[from]]);
    let at = from;
    while (at < order.length && shardOf(ids[order[at]]) === shard) {
      at += 1;
    }
    const groups = order
      .subarray(from, at)
      .filter(group => present[group] === 1);
    if (groups.length > 0) {
      const tiles = pack(groups, ids, columns);
      rows.push({ shard, start_ms: startMs, end_ms: endMs, tiles });
    }
    from = at;
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

function pack(
  groups: Uint32Array,
  ids: Uint32Array,
  { tiles, ...columns }: TableColumns,
): Buffer {
  const slots = groups.length * tiles;
  const known = new Uint16Array(slots);
  const bad = new Float64Array(slots);
  const total = new Float64Array(slots);
  const groupIds = Array.from(groups, group => ids[group]);
  let to = 0;
  for (const group of groups) {
    const end = (group + 1) * tiles;
    for (let from = group * tiles; from < end; from++, to++) {
      if (columns.known[from] === 1) {
        known[to] = 1;
        bad[to] = columns.bad[from];
        total[to] = columns.total[from];
      }
    }
  }
  return Buffer.from(packTick({ groupIds, tiles, known, bad, total }));
}
