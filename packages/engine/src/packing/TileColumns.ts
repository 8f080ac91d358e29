import { BASE_TILE_MS } from '../tiles/baseTile';

/**
 * Sums by slot. A slot of which no base tile is known has 0 in all three columns; one
 * without traffic has known tiles and a total of 0.
 *
 * @public
 */
export interface TileCounts {
  /** How many base tiles of each slot are known. */
  readonly known: Uint16Array;
  /** Events. */
  readonly bad: Float64Array;
  /** Events. */
  readonly total: Float64Array;
}

/**
 * Counts of consecutive slots of equal length.
 *
 * @public
 */
export interface TileColumns extends TileCounts {
  /** Start of the first slot, milliseconds since the epoch, a multiple of `stepMs`. */
  readonly startMs: number;
  readonly stepMs: number;
}

/** Two doubles and two bytes. */
const BYTES_PER_SLOT = 18;

/**
 * Slots of which nothing is known.
 *
 * @public
 */
export function unknownColumns(
  startMs: number,
  stepMs: number,
  slots: number,
): TileColumns {
  // together, because memory of many small pieces costs more to get than to use
  const memory = new ArrayBuffer(BYTES_PER_SLOT * slots);
  return {
    startMs,
    stepMs,
    bad: new Float64Array(memory, 0, slots),
    total: new Float64Array(memory, 8 * slots, slots),
    known: new Uint16Array(memory, 16 * slots, slots),
  };
}

/** Base tiles in a slot of this length. */
export function tilesPerSlot(stepMs: number): number {
  return stepMs / BASE_TILE_MS;
}

/**
 * The same slots, which may be changed.
 *
 * @public
 */
export function copyColumns(columns: TileColumns): TileColumns {
  return {
    ...columns,
    known: columns.known.slice(),
    bad: columns.bad.slice(),
    total: columns.total.slice(),
  };
}
