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
  const before = (columns.startMs - startMs) / columns.stepMs;
  const perSlot = stepMs / columns.stepMs;
  for (let index = 0; index < columns.known.length; index++) {
    const known = columns.known[index];
    if (known > 0) {
      const slot = Math.floor((before + index) / perSlot);
      rolled.known[slot] += known;
      rolled.bad[slot] += columns.bad[index];
      rolled.total[slot] += columns.total[index];
    }
  }
  return rolled;
}
