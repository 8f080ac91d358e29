import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { TILE_MS } from '../../durations';
import { TileGroup } from '../TileStore';
import { readTiers } from './readTiers';

/** Base tiles of one group, unknown ones as `NaN`. */
export async function readTiles(
  knex: Knex,
  group: TileGroup,
  startMs: number,
  endMs: number,
): Promise<TileSeries> {
  const [{ minutes }] = await readTiers(knex, [group.id], {
    startMs,
    fiveMinutesFromMs: endMs,
    minutesFromMs: startMs,
    endMs,
  });
  const skip = Math.round((startMs - minutes.startMs) / TILE_MS);
  const known = minutes.known.subarray(skip);
  const orUnknown = (counts: Float64Array) =>
    counts.subarray(skip).map((count, tile) => (known[tile] ? count : NaN));
  return {
    group: group.labels,
    startMs,
    stepMs: TILE_MS,
    bad: orUnknown(minutes.bad),
    total: orUnknown(minutes.total),
  };
}
