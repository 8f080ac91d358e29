import { Knex } from 'knex';
import { TileHourRow } from '../../database/tables';
import { HourSums } from '../HourTiles';
import { TileGroup } from '../TileStore';

/** Hourly sums of one group, oldest first. */
export async function readHours(
  knex: Knex,
  group: TileGroup,
  startMs: number,
  endMs: number,
): Promise<HourSums[]> {
  const rows = await knex<TileHourRow>('tile_hours')
    .where('group_id', group.id)
    .where('hour_ms', '>=', startMs)
    .where('hour_ms', '<', endMs)
    .orderBy('hour_ms')
    .select('hour_ms', 'bad', 'total', 'known_tiles');
  return rows.map(row => ({
    hourMs: Number(row.hour_ms),
    bad: row.bad,
    total: row.total,
    knownTiles: row.known_tiles,
  }));
}
