import { TileColumns } from './TileColumns';

/**
 * Writes what `newer` knows over `columns`, which reach at least as far; what it does not know stays. Changes
 * `columns`. For base tiles: of longer slots, `replaceSums` knows more.
 *
 * @public
 */
export function overlayTiles(columns: TileColumns, newer: TileColumns): void {
  const offset = (newer.startMs - columns.startMs) / columns.stepMs;
  const first = Math.max(0, -offset);
  const last = Math.min(newer.known.length, columns.known.length - offset);
  for (let slot = first; slot < last; slot++) {
    if (newer.known[slot] > 0) {
      setSlot(columns, offset + slot, newer, slot);
    }
  }
}

/**
 * Renews slots from sums of shorter ones, before and after these were written. Where the shorter ones are past their
 * retention, a slot is made of more than they are now: it stays unless they know more than it was made from. Changes
 * `columns`.
 *
 * @public
 */
export function replaceSums(
  columns: TileColumns,
  before: TileColumns,
  after: TileColumns,
): void {
  const offset = (after.startMs - columns.startMs) / columns.stepMs;
  const first = Math.max(0, -offset);
  const last = Math.min(after.known.length, columns.known.length - offset);
  for (let slot = first; slot < last; slot++) {
    const stored = columns.known[offset + slot];
    const isWhole = before.known[slot] === stored;
    if (after.known[slot] > 0 && (isWhole || after.known[slot] > stored)) {
      setSlot(columns, offset + slot, after, slot);
    }
  }
}

function setSlot(
  columns: TileColumns,
  slot: number,
  from: TileColumns,
  fromSlot: number,
): void {
  columns.known[slot] = from.known[fromSlot];
  columns.bad[slot] = from.bad[fromSlot];
  columns.total[slot] = from.total[fromSlot];
}
