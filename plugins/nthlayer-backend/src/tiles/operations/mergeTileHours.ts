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

interface StoredHour {
  readonly knownTiles: number;
  /** None when they are past their retention. */
  readonly tiles: HourTiles | undefined;
}

/**
 * Upserts tiles by (group, tile) and the sums of their hours. Of an hour whose single tiles are past their retention
 * only the sums are left: they stay unless more is known than they were made from.
 */
export async function mergeTileHours(
  tx: Knex.Transaction,
  groupId: number,
  hours: readonly HourTiles[],
): Promise<void> {
  await inBatches(hours, ROWS_PER_STATEMENT, async batch => {
    const stored = await readStored(tx, groupId, batch);
    const rows = batch.flatMap(hour => {
      const older = stored.get(hour.hourMs);
      const row = toRow(
        groupId,
        older?.tiles ? mergeHour(older.tiles, hour) : hour,
      );
      const isPoorer =
        older && !older.tiles && older.knownTiles >= row.known_tiles;
      return isPoorer ? [] : [row];
    });
    if (rows.length === 0) {
      return;
    }
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
): Promise<Map<number, StoredHour>> {
  const rows = await tx<TileHourRow>('tile_hours')
    .where('group_id', groupId)
    .whereIn(
      'hour_ms',
      hours.map(hour => hour.hourMs),
    )
    .select('hour_ms', 'known_tiles', 'tiles');
  return new Map(
    rows.map(row => {
      const hourMs = Number(row.hour_ms);
      const tiles = row.tiles ? unpackHour(hourMs, row.tiles) : undefined;
      return [hourMs, { knownTiles: row.known_tiles, tiles }];
    }),
  );
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
