/**
 * Length of a base tile in milliseconds. Coverage is always counted in base tiles, whatever the step of the
 * tiles that were read.
 *
 * @public
 */
export const BASE_TILE_MS = 60_000;
