import { TileCounting } from '../ports';

/**
 * How tiles are counted unless the caller says otherwise: gaps are bridged up to 24 h, births are counted.
 *
 * @public
 */
export const DEFAULT_TILE_COUNTING: TileCounting = {
  lookbackMs: 24 * 3_600_000,
  countBirths: true,
};
