import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { TileHourRow } from '../../database/tables';
import {
  HOUR_MS,
  HOUR_RETENTION_MS,
  TILE_RETENTION_MS,
  floorTo,
} from '../../durations';

const ROWS_PER_STATEMENT = 500;

/** Drops single tiles after 35 days and hourly sums after 400; answers how many rows it touched. */
export async function purgeTiles(knex: Knex, nowMs: number): Promise<number> {
  const hour = floorTo(nowMs, HOUR_MS);
  const dropped = await repeat(() => dropHours(knex, hour - HOUR_RETENTION_MS));
  const slimmed = await repeat(() => slimHours(knex, hour - TILE_RETENTION_MS));
  return dropped + slimmed;
}

async function dropHours(knex: Knex, beforeMs: number): Promise<number> {
  const old = await knex<TileHourRow>('tile_hours')
    .where('hour_ms', '<', beforeMs)
    .orderBy('hour_ms')
    .limit(ROWS_PER_STATEMENT)
    .select('group_id', 'hour_ms');
  if (old.length === 0) {
    return 0;
  }
  return knex<TileHourRow>('tile_hours')
    .whereIn(['group_id', 'hour_ms'], keys(old))
    .delete();
}

async function slimHours(knex: Knex, beforeMs: number): Promise<number> {
  const old = await knex<TileHourRow>('tile_hours')
    .where('hour_ms', '<', beforeMs)
    .whereNotNull('tiles')
    .orderBy('hour_ms')
    .limit(ROWS_PER_STATEMENT)
    .select('group_id', 'hour_ms');
  if (old.length === 0) {
    return 0;
  }
  return knex<TileHourRow>('tile_hours')
    .whereIn(['group_id', 'hour_ms'], keys(old))
    .update({ tiles: null });
}

function keys(rows: readonly Pick<TileHourRow, 'group_id' | 'hour_ms'>[]) {
  return rows.map(row => [row.group_id, row.hour_ms] as const);
}

async function repeat(step: () => Promise<number>): Promise<number> {
  let touched = 0;
  for (let rows = await step(); rows > 0; rows = await step()) {
    touched += rows;
    await setImmediate();
  }
  return touched;
}
