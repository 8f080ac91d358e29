import { areCounts, packTick } from '@nthlayer/engine';
import { Knex } from 'knex';
import { TileJournalRow } from '../../database/tables';
import { GroupIds, GroupName } from '../GroupIds';
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
  for (let slot = 0; slot < total.length; slot++) {
    if (areCounts(bad[slot], total[slot])) {
      known[slot] = 1;
      present[Math.floor(slot / tiles)] = 1;
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
    /** Revisions whose tiles are to be written. */
    moved: ReadonlySet<number>;
    groupIds: GroupIds;
    startMs: number;
    endMs: number;
  },
): Promise<void> {
  const { names } = columns;
  const present = columns.present.map((isPresent, group) =>
    Number(isPresent === 1 && moved.has(names[group].sliRevisionId)),
  );
  const { ids, order } = await groupIds.resolveAll(tx, names, present);
  const rows: Omit<TileJournalRow, 'id'>[] = [];
  for (let from = 0; from < order.length; ) {
    const shard = shardOf(ids[order[from]]);
    let to = from;
    while (to < order.length && shardOf(ids[order[to]]) === shard) {
      to += 1;
    }
    const groups = order.subarray(from, to).filter(group => present[group]);
    if (groups.length > 0) {
      const tiles = pack(groups, ids, columns);
      rows.push({ shard, start_ms: startMs, end_ms: endMs, tiles });
    }
    from = to;
  }
  if (rows.length > 0) {
    await tx<TileJournalRow>('tile_journal').insert(rows);
  }
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
  groups.forEach((group, index) => {
    for (let tile = 0; tile < tiles; tile++) {
      const from = group * tiles + tile;
      const to = index * tiles + tile;
      if (columns.known[from] === 1) {
        known[to] = 1;
        bad[to] = columns.bad[from];
        total[to] = columns.total[from];
      }
    }
  });
  const groupIds = Array.from(groups, group => ids[group]);
  return Buffer.from(packTick({ groupIds, tiles, known, bad, total }));
}
