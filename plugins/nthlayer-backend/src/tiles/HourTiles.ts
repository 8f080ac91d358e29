import { HOUR_MS, TILE_MS, floorTo } from '../durations';

const TILES_PER_HOUR = HOUR_MS / TILE_MS;
const BYTES_PER_COUNT = 8;

/** An hour of base tiles; `NaN` in both arrays means unknown. */
export interface HourTiles {
  readonly hourMs: number;
  /** Events. */
  readonly bad: Float64Array;
  /** Events. */
  readonly total: Float64Array;
}

/** What the known tiles of an hour add up to. */
export interface HourSums {
  readonly hourMs: number;
  readonly bad: number;
  readonly total: number;
  readonly knownTiles: number;
}

/** An hour of which nothing is known. */
export function unknownHour(hourMs: number): HourTiles {
  return {
    hourMs,
    bad: new Float64Array(TILES_PER_HOUR).fill(NaN),
    total: new Float64Array(TILES_PER_HOUR).fill(NaN),
  };
}

/** Tiles from `bytes` as `packHour` wrote them. */
export function unpackHour(hourMs: number, bytes: Buffer): HourTiles {
  const hour = unknownHour(hourMs);
  for (let tile = 0; tile < TILES_PER_HOUR; tile++) {
    hour.bad[tile] = bytes.readDoubleLE(tile * BYTES_PER_COUNT);
    hour.total[tile] = bytes.readDoubleLE(
      (TILES_PER_HOUR + tile) * BYTES_PER_COUNT,
    );
  }
  return hour;
}

/** 60 bad counts, then 60 totals, as little-endian doubles. */
export function packHour(hour: HourTiles): Buffer {
  const bytes = Buffer.alloc(2 * TILES_PER_HOUR * BYTES_PER_COUNT);
  for (let tile = 0; tile < TILES_PER_HOUR; tile++) {
    bytes.writeDoubleLE(hour.bad[tile], tile * BYTES_PER_COUNT);
    bytes.writeDoubleLE(
      hour.total[tile],
      (TILES_PER_HOUR + tile) * BYTES_PER_COUNT,
    );
  }
  return bytes;
}

/** The known tiles' sums. */
export function sumHour(hour: HourTiles): HourSums {
  let bad = 0;
  let total = 0;
  let knownTiles = 0;
  for (let tile = 0; tile < TILES_PER_HOUR; tile++) {
    if (!Number.isNaN(hour.total[tile])) {
      bad += hour.bad[tile];
      total += hour.total[tile];
      knownTiles += 1;
    }
  }
  return { hourMs: hour.hourMs, bad, total, knownTiles };
}

/** Writes what `newer` knows over `older`; what it does not know leaves `older` as it is. */
export function mergeHour(older: HourTiles, newer: HourTiles): HourTiles {
  const merged = {
    hourMs: older.hourMs,
    bad: older.bad.slice(),
    total: older.total.slice(),
  };
  for (let tile = 0; tile < TILES_PER_HOUR; tile++) {
    if (!Number.isNaN(newer.total[tile])) {
      merged.bad[tile] = newer.bad[tile];
      merged.total[tile] = newer.total[tile];
    }
  }
  return merged;
}

/** Position of the tile that starts at `timeMs` within its hour. */
export function tileOfHour(timeMs: number): number {
  return (timeMs - floorTo(timeMs, HOUR_MS)) / TILE_MS;
}
