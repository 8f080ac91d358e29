import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { TileHourRow } from '../../database/tables';
import {
  HourTiles,
  mergeHour,
  packHour,
  sumHour,
  unpackHour,
} from '../HourTiles';

/** About a kilobyte a row: a batch is written in a few milliseconds. */
const ROWS_PER_STATEMENT = 40;

/** Upserts tiles by (group, tile) and the sums of their hours. */
export async function mergeTileHours(
  tx: Knex.Transaction,
  groupId: number,
  hours: readonly HourTiles[],
): Promise<void> {
  await inBatches(hours, ROWS_PER_STATEMENT, async batch => {
    const stored = await readStored(tx, groupId, batch);
    const rows = batch.map(hour => {
      const older = stored.get(hour.hourMs);
      return toRow(groupId, older ? mergeHour(older, hour) : hour);
    });
    await tx<TileHourRow>('tile_hours')
      .insert(rows)
      .onConflict(['group_id', 'hour_ms'])
      .merge(['bad', 'total', 'known_tiles', 'tiles']);
  });
}

async function readStored(
  tx: Knex.Transaction,
  groupId: number,
  hours: readonly HourTiles[],
): Promise<Map<number, HourTiles>> {
  const rows = await tx<TileHourRow>('tile_hours')
    .where('group_id', groupId)
    .whereIn(
      'hour_ms',
      hours.map(hour => hour.hourMs),
    )
    .select('hour_ms', 'tiles');
  const stored = new Map<number, HourTiles>();
  for (const row of rows) {
    if (row.tiles) {
      const hourMs = Number(row.hour_ms);
      stored.set(hourMs, unpackHour(hourMs, row.tiles));
    }
  }
  return stored;
}

function toRow(groupId: number, hour: HourTiles): TileHourRow {
  const sums = sumHour(hour);
  return {
    group_id: groupId,
    hour_ms: hour.hourMs,
    bad: sums.bad,
    total: sums.total,
    known_tiles: sums.knownTiles,
    tiles: packHour(hour),
  };
}
