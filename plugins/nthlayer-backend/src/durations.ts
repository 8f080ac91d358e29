export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Length of a base tile. */
export const TILE_MS = MINUTE_MS;

/** How long the tiles of a deleted entity are kept. */
export const TILE_RETENTION_MS = 35 * DAY_MS;

/** No budget reaches back further: a year, and what its start is rounded down by. */
export const LONGEST_WINDOW_MS = 367 * DAY_MS;

/** The last multiple of `stepMs` that is not after `timeMs`. */
export function floorTo(timeMs: number, stepMs: number): number {
  return Math.floor(timeMs / stepMs) * stepMs;
}
