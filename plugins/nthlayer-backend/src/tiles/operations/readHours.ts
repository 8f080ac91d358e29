import { Knex } from 'knex';
import { HOUR_MS } from '../../durations';
import { HourSums, TileGroup } from '../TileStore';
import { readTiers } from './readTiers';

/** Hourly sums of one group, oldest first. */
export async function readHours(
  knex: Knex,
  group: TileGroup,
  startMs: number,
  endMs: number,
): Promise<HourSums[]> {
  const wholeEndMs = Math.ceil(endMs / HOUR_MS) * HOUR_MS;
  const [{ hours }] = await readTiers(knex, [group.id], {
    startMs,
    fiveMinutesFromMs: wholeEndMs,
    minutesFromMs: wholeEndMs,
    endMs: wholeEndMs,
  });
  return Array.from(hours.known, (knownTiles, index) => ({
    hourMs: hours.startMs + index * HOUR_MS,
    bad: hours.bad[index],
    total: hours.total[index],
    knownTiles,
  })).filter(hour => hour.knownTiles > 0 && hour.hourMs >= startMs);
}
