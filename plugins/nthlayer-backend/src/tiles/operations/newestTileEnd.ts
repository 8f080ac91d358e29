import { newestKnownEnd } from '@nthlayer/engine';
import { Knex } from 'knex';
import { Retention } from '../Retention';
import { TileGroup } from '../TileStore';
import { readTiers } from './readTiers';

/** End of the newest known tile that ends at or before `beforeMs`, as exactly as it is still kept. */
export async function newestTileEnd(
  knex: Knex,
  group: TileGroup,
  { beforeMs, retention }: { beforeMs: number; retention: Retention },
): Promise<number | undefined> {
  const [tiers] = await readTiers(knex, [group.id], {
    startMs: beforeMs - retention.hourMs,
    fiveMinutesFromMs: beforeMs - retention.fiveMinutesMs,
    minutesFromMs: beforeMs - retention.minuteMs,
    endMs: beforeMs,
  });
  const endMs = newestKnownEnd(tiers);
  return endMs && Math.min(endMs, beforeMs);
}
