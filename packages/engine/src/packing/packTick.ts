import { BitReader } from './BitReader';
import { BitWriter } from './BitWriter';
import { readColumns, writeColumns } from './packColumns';

const FORMAT = 1;

/**
 * Base tiles of many groups over one range. Groups are numbered, in ascending order; tile t of the group at index g
 * stands at `g * tiles + t`. An unknown tile is not known and counts 0.
 *
 * @public
 */
export interface TickColumns {
  readonly groupIds: readonly number[];
  /** Tiles of each group. */
  readonly tiles: number;
  /** 1 or 0. */
  readonly known: Uint16Array;
  /** Events. */
  readonly bad: Float64Array;
  /** Events. */
  readonly total: Float64Array;
}

/**
 * Packs what a tick has read of many groups into one row's bytes.
 *
 * @public
 */
export function packTick(tick: TickColumns): Uint8Array {
  const bits = new BitWriter();
  bits.writeWhole(FORMAT);
  bits.writeWhole(tick.tiles);
  bits.writeWhole(tick.groupIds.length);
  writeIds(bits, tick.groupIds);
  writeColumns(bits, tick);
  return bits.finish();
}

/**
 * What `packTick` packed. Throws a `RangeError` for bytes that it did not write.
 *
 * @public
 */
export function unpackTick(bytes: Uint8Array): TickColumns {
  const bits = new BitReader(bytes);
  if (bits.readWhole() !== FORMAT) {
    throw new RangeError('A packed tick is of an unknown format');
  }
  const tiles = bits.readWhole();
  const groupIds = readIds(bits, bits.readWhole());
  const columns = readColumns(bits, 1);
  if (columns.known.length !== tiles * groupIds.length) {
    throw new RangeError('A packed tick does not add up');
  }
  return { groupIds, tiles, ...columns };
}

/** Runs of consecutive numbers: how far after the last one, and how many. */
function writeIds(bits: BitWriter, ids: readonly number[]): void {
  let previous = 0;
  for (let index = 0; index < ids.length; ) {
    let end = index + 1;
    while (end < ids.length && ids[end] === ids[end - 1] + 1) {
      end += 1;
    }
    bits.writeWhole(ids[index] - previous);
    bits.writeWhole(end - index);
    previous = ids[end - 1];
    index = end;
  }
}

function readIds(bits: BitReader, count: number): number[] {
  const ids: number[] = [];
  let previous = 0;
  while (ids.length < count) {
    const first = previous + bits.readWhole();
    const run = bits.readWhole();
    if (run === 0 || ids.length + run > count) {
      throw new RangeError('The groups of a packed tick do not add up');
    }
    for (let index = 0; index < run; index++) {
      ids.push(first + index);
    }
    previous = first + run - 1;
  }
  return ids;
}
