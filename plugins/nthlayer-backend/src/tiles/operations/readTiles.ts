import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { TileGroup } from '../TileStore';
import { toSeries } from '../toSeries';
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
  return toSeries(minutes, group.labels, startMs);
}
