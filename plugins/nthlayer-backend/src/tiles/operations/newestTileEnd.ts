import { Knex } from 'knex';
import { TileHourRow } from '../../database/tables';
import { HOUR_MS, TILE_MS } from '../../durations';
import { unpackHour } from '../HourTiles';
import { TileGroup } from '../TileStore';

/** End of the newest known tile that ends at or before `beforeMs`. */
export async function newestTileEnd(
  knex: Knex,
  group: TileGroup,
  beforeMs: number,
): Promise<number | undefined> {
  const row = await knex<TileHourRow>('tile_hours')
    .where('group_id', group.id)
    .where('hour_ms', '<', beforeMs)
    .where('known_tiles', '>', 0)
    .orderBy('hour_ms', 'desc')
    .first('hour_ms', 'tiles');
  if (!row) {
    return undefined;
  }
  const hourMs = Number(row.hour_ms);
  if (!row.tiles) {
    return hourMs + HOUR_MS;
  }
  const { total } = unpackHour(hourMs, row.tiles);
  for (let tile = total.length - 1; tile >= 0; tile--) {
    const endMs = hourMs + (tile + 1) * TILE_MS;
    if (!Number.isNaN(total[tile]) && endMs <= beforeMs) {
      return endMs;
    }
  }
  return newestTileEnd(knex, group, hourMs);
}
