import { Knex } from 'knex';
import { DAY_MS, HOUR_MS, TILE_MS, floorTo } from '../durations';
import { DatabaseTileStore } from '../tiles/DatabaseTileStore';

/** What all groups' hours add up to, over the 60 days before `endMs`. */
export async function ledgerTotals(knex: Knex, endMs: number) {
  const store = DatabaseTileStore.create({ knex });
  const sums = { bad: 0, total: 0, tiles: 0 };
  const until = floorTo(endMs + TILE_MS, HOUR_MS) + HOUR_MS;
  for (const { id } of await knex('tile_groups').select('id')) {
    const group = { id, labels: {} };
    const hours = await store.readHours(group, until - 60 * DAY_MS, until);
    for (const hour of hours) {
      sums.bad += hour.bad;
      sums.total += hour.total;
      sums.tiles += hour.knownTiles;
    }
  }
  return sums;
}
