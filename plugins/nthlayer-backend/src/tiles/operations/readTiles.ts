import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { TileHourRow } from '../../database/tables';
import { HOUR_MS, TILE_MS, floorTo } from '../../durations';
import { HourTiles, unpackHour } from '../HourTiles';
import { TileGroup } from '../TileStore';

/** Base tiles of one group, unknown ones as `NaN`. */
export async function readTiles(
  knex: Knex,
  group: TileGroup,
  startMs: number,
  endMs: number,
): Promise<TileSeries> {
  const rows = await knex<TileHourRow>('tile_hours')
    .where('group_id', group.id)
    .where('hour_ms', '>=', floorTo(startMs, HOUR_MS))
    .where('hour_ms', '<', endMs)
    .select('hour_ms', 'tiles');
  const length = Math.max(0, (endMs - startMs) / TILE_MS);
  const series = {
    group: group.labels,
    startMs,
    stepMs: TILE_MS,
    bad: new Float64Array(length).fill(NaN),
    total: new Float64Array(length).fill(NaN),
  };
  for (const row of rows) {
    if (row.tiles) {
      copyHour(unpackHour(Number(row.hour_ms), row.tiles), series);
    }
  }
  return series;
}

function copyHour(hour: HourTiles, series: TileSeries): void {
  const offset = (hour.hourMs - series.startMs) / TILE_MS;
  for (let tile = 0; tile < hour.total.length; tile++) {
    const index = offset + tile;
    if (index >= 0 && index < series.total.length) {
      series.bad[index] = hour.bad[tile];
      series.total[index] = hour.total[tile];
    }
  }
}
