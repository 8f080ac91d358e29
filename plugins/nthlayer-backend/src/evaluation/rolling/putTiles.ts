import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { areCounts } from '@nthlayer/engine';
import { TILE_MS } from '../../durations';
import { TickTable } from '../../tiles/TickTable';
import { RollingGroup } from './RollingLayout';

/** False where the store has to tell: the group is new, or the tiles are old. */
export function putTiles(
  group: RollingGroup | undefined,
  series: TileSeries,
  { startMs, endMs }: { startMs: number; endMs: number },
): boolean {
  const isOnGrid = (series.startMs - startMs) % TILE_MS === 0;
  if (series.stepMs !== TILE_MS || !isOnGrid) {
    return true;
  }
  for (let index = 0; index < series.total.length; index++) {
    const tileMs = series.startMs + index * TILE_MS;
    const bad = series.bad[index];
    const total = series.total[index];
    if (
      tileMs >= startMs &&
      tileMs < endMs &&
      areCounts(bad, total) &&
      !putTile(group, { tileMs, endMs, bad, total })
    ) {
      return false;
    }
  }
  return true;
}

/** The same of a row of a table. */
export function putRow(
  { tiles, bad, total }: TickTable,
  index: number,
  {
    group,
    startMs,
    endMs,
  }: { group: RollingGroup | undefined; startMs: number; endMs: number },
): boolean {
  for (let tile = 0; tile < tiles; tile++) {
    const at = index * tiles + tile;
    const tileMs = startMs + tile * TILE_MS;
    if (
      areCounts(bad[at], total[at]) &&
      !putTile(group, { tileMs, endMs, bad: bad[at], total: total[at] })
    ) {
      return false;
    }
  }
  return true;
}

function putTile(
  group: RollingGroup | undefined,
  {
    tileMs,
    endMs,
    bad,
    total,
  }: { tileMs: number; endMs: number; bad: number; total: number },
): boolean {
  if (!group?.place) {
    if (group?.slices?.rolling.put(tileMs, bad, total) === false) {
      group.slices = undefined;
    }
    return group !== undefined;
  }
  const { block, member } = group.place;
  block.sums.advance(endMs);
  return block.sums.put(member, tileMs, bad, total);
}
