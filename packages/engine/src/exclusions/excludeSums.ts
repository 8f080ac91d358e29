import { TileSums } from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * The sums of a window without what is excluded of it, which is neither counted nor expected. `excluded` are the sums
 * of the excluded tiles of the same window.
 *
 * @public
 */
export function excludeSums(sums: TileSums, excluded: TileSums): TileSums {
  if (excluded.expectedTiles === 0) {
    return sums;
  }
  return {
    // A difference of fractions may fall a last binary digit short of nothing.
    bad: Math.max(0, sums.bad - excluded.bad),
    total: Math.max(0, sums.total - excluded.total),
    // Slices of an SLO that never had data are excluded all the same.
    knownTiles: Math.max(0, sums.knownTiles - excluded.knownTiles),
    expectedTiles: sums.expectedTiles - excluded.expectedTiles,
    excludedTiles: (sums.excludedTiles ?? 0) + excluded.expectedTiles,
  };
}
