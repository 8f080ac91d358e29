import { TileColumns, unknownColumns } from './TileColumns';

/**
 * Sums of longer slots. `stepMs` is a multiple of the columns' step; a slot at either end that they reach in part
 * only is summed from that part.
 *
 * @public
 */
export function rollUp(columns: TileColumns, stepMs: number): TileColumns {
  const endMs = columns.startMs + columns.known.length * columns.stepMs;
  const startMs = Math.floor(columns.startMs / stepMs) * stepMs;
  const slots = Math.ceil((endMs - startMs) / stepMs);
  const rolled = unknownColumns(startMs, stepMs, slots);
  for (let index = 0; index < columns.known.length; index++) {
    const timeMs = columns.startMs + index * columns.stepMs;
    const slot = Math.floor((timeMs - startMs) / stepMs);
    rolled.known[slot] += columns.known[index];
    rolled.bad[slot] += columns.bad[index];
    rolled.total[slot] += columns.total[index];
  }
  return rolled;
}
