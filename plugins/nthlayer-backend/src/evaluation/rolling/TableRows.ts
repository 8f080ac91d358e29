import { TILE_MS } from '../../durations';
import { mapPausing } from '../../startPausing';
import { TickTable } from '../../tiles/TickTable';
import { AddedTick } from './AddedTick';
import { putRow } from './putTiles';
import { RollingBlock } from './RollingBlocks';
import { RollingGroup } from './RollingLayout';
import { groupOf, RollingSlo } from './RollingSlo';

/** Rows of a table whose sums stand in one block: each with its member. */
export interface BlockRows {
  readonly block: RollingBlock;
  readonly members: Uint32Array;
  readonly rows: Uint32Array;
}

/** Where the rows of a table go, as long as it has the same names. */
export interface TableRows {
  /** The group of every row; undefined where it is not in memory. */
  readonly groups: readonly (RollingGroup | undefined)[];
  readonly blocks: readonly BlockRows[];
  /** Rows that are in no block. */
  readonly others: readonly number[];
  /** Of all revisions that were read; undefined where it is not in memory. */
  readonly slos: readonly (RollingSlo | undefined)[];
  /** Whether all of them are. */
  readonly areAll: boolean;
}

/** Others may come in while it is worked out. */
export async function tableRows(
  { names, sliRevisionIds }: TickTable,
  slos: ReadonlyMap<number, RollingSlo>,
): Promise<TableRows> {
  const groups = await mapPausing(names, ({ sliRevisionId, labels }) =>
    groupOf(slos.get(sliRevisionId), labels),
  );
  const own = sliRevisionIds.map(id => slos.get(id));
  const ofBlock = new Map<RollingBlock, Map<number, number>>();
  const others: number[] = [];
  for (const [row, group] of groups.entries()) {
    const place = group?.place;
    const rows = place && (ofBlock.get(place.block) ?? new Map());
    if (!rows || rows.has(place.member)) {
      others.push(row);
    } else {
      ofBlock.set(place.block, rows.set(place.member, row));
    }
  }
  return {
    groups,
    blocks: [...ofBlock].map(([block, rows]) => ({
      block,
      members: Uint32Array.from(rows.keys()),
      rows: Uint32Array.from(rows.values()),
    })),
    others,
    slos: own,
    areAll: !own.includes(undefined),
  };
}

/** Puts the tiles of a table where they go, block by block, or row by row where not all were written. */
export async function putTable(
  table: TickTable,
  { groups, blocks, others }: TableRows,
  { tick, pause }: { tick: AddedTick; pause: () => Promise<void> | undefined },
): Promise<void> {
  const { names } = table;
  const { startMs, endMs } = tick;
  for (const block of tick.isWhole ? blocks : []) {
    if (!putBlock(block, table, tick)) {
      block.rows.forEach(row => tick.broken.add(names[row].sliRevisionId));
    }
    await pause();
  }
  for (const row of tick.isWhole ? others : names.keys()) {
    const { sliRevisionId } = names[row];
    if (
      tick.has(sliRevisionId) &&
      !putRow(table, row, { group: groups[row], startMs, endMs })
    ) {
      tick.broken.add(sliRevisionId);
    }
    const pausing = pause();
    if (pausing) {
      await pausing;
    }
  }
}

/** False where the store has to tell. */
function putBlock(
  { block, members, rows }: BlockRows,
  { tiles, bad, total }: TickTable,
  { startMs, endMs }: AddedTick,
): boolean {
  block.sums.advance(endMs);
  for (let tile = 0; tile < tiles; tile++) {
    const slots = tiles === 1 ? rows : rows.map(row => row * tiles + tile);
    const column = { members, slots, bad, total };
    if (!block.sums.putAll(startMs + tile * TILE_MS, column)) {
      return false;
    }
  }
  return true;
}
