import { BitReader } from './BitReader';
import { BitWriter } from './BitWriter';
import { readCounts, writeCounts } from './packCounts';
import { TileColumns, TileCounts, tilesPerSlot } from './TileColumns';

const FORMAT = 1;
/** More than any chunk or tick holds, so that a broken length cannot ask for all the memory. */
const MOST_SLOTS = 1_000_000;

/**
 * Packs slots into few bytes: what is known as run lengths, then bad and total of the known slots as counts of few
 * bits. Fractions and odd ones out are kept in full: nothing is rounded.
 *
 * @public
 */
export function packColumns(columns: TileCounts): Uint8Array {
  const bits = new BitWriter();
  bits.writeWhole(FORMAT);
  writeColumns(bits, columns);
  return bits.finish();
}

/**
 * Slots as `packColumns` packed them. Throws a `RangeError` for bytes that it did not write.
 *
 * @public
 */
export function unpackColumns(
  bytes: Uint8Array,
  startMs: number,
  stepMs: number,
): TileColumns {
  const bits = new BitReader(bytes);
  if (bits.readWhole() !== FORMAT) {
    throw new RangeError('Packed tiles are of an unknown format');
  }
  return { startMs, stepMs, ...readColumns(bits, tilesPerSlot(stepMs)) };
}

/** Appends slots to what is being written. */
export function writeColumns(bits: BitWriter, columns: TileCounts): void {
  const { known } = columns;
  bits.writeWhole(known.length);
  for (let slot = 0; slot < known.length; ) {
    let end = slot + 1;
    while (end < known.length && known[end] === known[slot]) {
      end += 1;
    }
    bits.writeWhole(known[slot]);
    bits.writeWhole(end - slot);
    slot = end;
  }
  writeCounts(bits, ofKnown(columns.bad, known));
  writeCounts(bits, ofKnown(columns.total, known));
}

function ofKnown(counts: Float64Array, known: Uint16Array): Float64Array {
  return known.includes(0)
    ? counts.filter((_, slot) => known[slot] > 0)
    : counts;
}

/** Reads what `writeColumns` wrote; `mostKnown` is what a slot can know at most. */
export function readColumns(bits: BitReader, mostKnown: number): TileCounts {
  const slots = bits.readWhole();
  if (slots > MOST_SLOTS) {
    throw new RangeError('Packed tiles are too many');
  }
  const known = new Uint16Array(slots);
  let filled = 0;
  for (let slot = 0; slot < slots; ) {
    const tiles = bits.readWhole();
    const end = slot + bits.readWhole();
    if (tiles > mostKnown || end > slots || end === slot) {
      throw new RangeError('Packed tiles do not add up');
    }
    known.fill(tiles, slot, end);
    filled += tiles > 0 ? end - slot : 0;
    slot = end;
  }
  const bad = readCounts(bits, filled);
  const total = readCounts(bits, filled);
  return { known, bad: spread(bad, known), total: spread(total, known) };
}

/** Puts the counts of the known slots where they belong. */
function spread(counts: Float64Array, known: Uint16Array): Float64Array {
  if (counts.length === known.length) {
    return counts;
  }
  const column = new Float64Array(known.length);
  let next = 0;
  for (let slot = 0; slot < known.length; slot++) {
    if (known[slot] > 0) {
      column[slot] = counts[next];
      next += 1;
    }
  }
  return column;
}
