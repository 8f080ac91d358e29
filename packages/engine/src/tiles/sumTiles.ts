import {
  TileSeries,
  TileSums,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { BASE_TILE_MS } from './baseTile';

/**
 * Sums the known tiles that start in [startMs, endMs). Tiles that the series does not reach are unknown.
 *
 * @public
 */
export function sumTiles(
  series: TileSeries,
  startMs: number,
  endMs: number,
): TileSums {
  const first = Math.max(
    0,
    Math.ceil((startMs - series.startMs) / series.stepMs),
  );
  const last = Math.min(
    series.total.length,
    Math.ceil((endMs - series.startMs) / series.stepMs),
  );
  let bad = 0;
  let total = 0;
  let known = 0;
  for (let tile = first; tile < last; tile++) {
    if (!Number.isNaN(series.total[tile])) {
      bad += series.bad[tile];
      total += series.total[tile];
      known += 1;
    }
  }
  return {
    bad,
    total,
    knownTiles: (known * series.stepMs) / BASE_TILE_MS,
    expectedTiles: Math.max(0, endMs - startMs) / BASE_TILE_MS,
  };
}
