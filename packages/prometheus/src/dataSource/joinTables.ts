import { TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import { ShapeAnswer, TileTable } from '@nthlayer/engine';

/**
 * The pieces of a range, which follow one another, as one table; undefined where they are not of the same series, or
 * something in them is not as it should be.
 */
export function joinTables(
  pieces: readonly ShapeAnswer[],
  range: TileRange,
): TileTable | undefined {
  const tables = pieces.flatMap(({ table, repairs }) =>
    table && repairs.length === 0 ? [table] : [],
  );
  const [first] = tables;
  if (
    tables.length < Math.max(1, pieces.length) ||
    tables.some(({ series }) => series !== first.series)
  ) {
    return undefined;
  }
  return tables.length === 1 ? first : concatenate(tables, range);
}

function concatenate(
  tables: readonly TileTable[],
  range: TileRange,
): TileTable {
  const { keys, series } = tables[0];
  const tiles = tables.reduce((sum, table) => sum + table.tiles, 0);
  const bad = new Float64Array(series.length * tiles);
  const total = new Float64Array(series.length * tiles);
  let before = 0;
  for (const table of tables) {
    for (let index = 0; index < series.length; index++) {
      const from = index * table.tiles;
      const to = from + table.tiles;
      const at = index * tiles + before;
      bad.set(table.bad.subarray(from, to), at);
      total.set(table.total.subarray(from, to), at);
    }
    before += table.tiles;
  }
  return { keys, series, range, tiles, bad, total };
}
