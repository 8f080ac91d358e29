import { BitReader } from './BitReader';
import { BitWriter } from './BitWriter';
import { ColumnMemory } from './ColumnMemory';
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
 * Unpacks many, one after the other, into the same memory: what it answers is good until it reads the next one.
 *
 * @public
 */
export class ColumnReader {
  readonly #memory = new ColumnMemory();

  /** As `unpackColumns`. */
  read(bytes: Uint8Array, startMs: number, stepMs: number): TileColumns {
    const bits = new BitReader(bytes);
    if (bits.readWhole() !== FORMAT) {
      throw new RangeError('Packed tiles are of an unknown format');
    }
    const most = tilesPerSlot(stepMs);
    return { startMs, stepMs, ...readColumns(bits, most, this.#memory) };
  }
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
  return new ColumnReader().read(bytes, startMs, stepMs);
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
export function readColumns(
  bits: BitReader,
  mostKnown: number,
  memory: ColumnMemory = new ColumnMemory(),
): TileCounts {
  const slots = bits.readWhole();
  if (slots > MOST_SLOTS) {
    throw new RangeError('Packed tiles are too many');
  }
  const columns = memory.slots(slots);
  const { known, bad, total } = columns;
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
  if (filled === slots) {
    readCounts(bits, bad);
    readCounts(bits, total);
  } else {
    const counts = memory.counts(filled);
    spread(readCounts(bits, counts), known, bad);
    spread(readCounts(bits, counts), known, total);
  }
  return columns;
}

/** Puts the counts of the known slots where they belong. */
function spread(
  counts: Float64Array,
  known: Uint16Array,
  column: Float64Array,
): void {
  let next = 0;
  for (let slot = 0; slot < known.length; slot++) {
    const isKnown = known[slot] > 0;
    column[slot] = isKnown ? counts[next] : 0;
    next += Number(isKnown);
  }
}
