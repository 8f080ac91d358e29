import { setImmediate } from 'node:timers/promises';
import { TIERS, Tier } from '@nthlayer/engine';
import { Knex } from 'knex';
import { TileChunkRow } from '../../database/tables';
import { Retention } from '../Retention';
import { slicedGroups } from './slicedGroups';

const ROWS_PER_STATEMENT = 500;

/**
 * Drops the chunks of every tier that are past its retention as a whole; answers how many. Slices of time are cut from
 * minutes: where an SLO counts them, minutes are kept as long as five minutes.
 */
export async function purgeTiles(
  knex: Knex,
  nowMs: number,
  { minuteMs, fiveMinutesMs, hourMs }: Retention,
): Promise<number> {
  const kept: [Tier, number][] = [
    [TIERS.fiveMinutes, fiveMinutesMs],
    [TIERS.hour, hourMs],
  ];
  let dropped = await dropChunks(knex, TIERS.minute, nowMs - fiveMinutesMs);
  dropped += await dropChunks(knex, TIERS.minute, nowMs - minuteMs, groups =>
    groups.whereNotIn('group_id', slicedGroups(knex)),
  );
  for (const [tier, keptMs] of kept) {
    dropped += await dropChunks(knex, tier, nowMs - keptMs);
  }
  return dropped;
}

async function dropChunks(
  knex: Knex,
  { stepMs, chunkMs }: Tier,
  beforeMs: number,
  choose: (query: Knex.QueryBuilder) => void = () => {},
): Promise<number> {
  let dropped = 0;
  for (;;) {
    const old = await knex<TileChunkRow>('tile_chunks')
      .where('step_ms', stepMs)
      .where('start_ms', '<=', beforeMs - chunkMs)
      .modify(choose)
      .limit(ROWS_PER_STATEMENT)
      .select('group_id', 'step_ms', 'start_ms');
    if (old.length === 0) {
      return dropped;
    }
    dropped += await knex<TileChunkRow>('tile_chunks')
      .whereIn(
        ['group_id', 'step_ms', 'start_ms'],
        old.map((row: TileChunkRow) => [
          row.group_id,
          row.step_ms,
          row.start_ms,
        ]),
      )
      .delete();
    await setImmediate();
  }
}
