import { setImmediate } from 'node:timers/promises';
import { TIERS, Tier } from '@nthlayer/engine';
import { Knex } from 'knex';
import { TileChunkRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';
import { Retention } from '../Retention';
import { slicedGroups } from './slicedGroups';

const ROWS_PER_STATEMENT = 500;

interface Options {
  readonly nowMs: number;
  readonly retention: Retention;
  readonly fence: Lease | undefined;
}

/** Narrows which chunks. */
type Choice = (query: Knex.QueryBuilder) => void;

/**
 * Drops the chunks of every tier that are past its retention as a whole; answers how many. Slices of time are cut from
 * minutes: where an SLO counts them, minutes are kept as long as five minutes.
 */
export async function purgeTiles(
  knex: Knex,
  { nowMs, retention, fence }: Options,
): Promise<number> {
  const { minuteMs, fiveMinutesMs, hourMs } = retention;
  const drop = (tier: Tier, keptMs: number, choose?: Choice) =>
    dropChunks(knex, tier, { beforeMs: nowMs - keptMs, fence, choose });
  const kept: [Tier, number][] = [
    [TIERS.fiveMinutes, fiveMinutesMs],
    [TIERS.hour, hourMs],
  ];
  let dropped = await drop(TIERS.minute, fiveMinutesMs);
  dropped += await drop(TIERS.minute, minuteMs, groups =>
    groups.whereNotIn('group_id', slicedGroups(knex)),
  );
  for (const [tier, keptMs] of kept) {
    dropped += await drop(tier, keptMs);
  }
  return dropped;
}

async function dropChunks(
  knex: Knex,
  { stepMs, chunkMs }: Tier,
  {
    beforeMs,
    fence,
    choose = () => {},
  }: { beforeMs: number; fence: Lease | undefined; choose?: Choice },
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
    dropped += await fenced(knex, fence, tx =>
      tx<TileChunkRow>('tile_chunks')
        .whereIn(
          ['group_id', 'step_ms', 'start_ms'],
          old.map((row: TileChunkRow) => [
            row.group_id,
            row.step_ms,
            row.start_ms,
          ]),
        )
        .delete(),
    );
    await setImmediate();
  }
}
