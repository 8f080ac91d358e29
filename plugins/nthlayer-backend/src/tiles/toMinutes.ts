import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { areCounts, TileColumns, unknownColumns } from '@nthlayer/engine';
import { TILE_MS } from '../durations';

/**
 * The known tiles of a series over [startMs, endMs); undefined when there are none. Tiles outside, and counts that are
 * no counts, are left out, so that a faulty source cannot write where it was not asked.
 */
export function toMinutes(
  series: TileSeries,
  startMs: number,
  endMs: number,
): TileColumns | undefined {
  if (series.stepMs !== TILE_MS) {
    return undefined;
  }
  const tiles = (endMs - startMs) / TILE_MS;
  const columns = unknownColumns(startMs, TILE_MS, tiles);
  let known = false;
  for (let index = 0; index < series.total.length; index++) {
    const slot = (series.startMs - startMs) / TILE_MS + index;
    const bad = series.bad[index];
    const total = series.total[index];
    if (slot >= 0 && slot < tiles && areCounts(bad, total)) {
      columns.known[slot] = 1;
      columns.bad[slot] = bad;
      columns.total[slot] = total;
      known = true;
    }
  }
  return known ? columns : undefined;
}
