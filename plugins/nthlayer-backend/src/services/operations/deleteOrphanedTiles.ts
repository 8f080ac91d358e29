import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { TileGroupRow, TileHourRow } from '../../database/tables';

const ROWS_PER_STATEMENT = 500;

/** Removes the tiles of SLI revisions that are gone, in short statements. It may be cut off anywhere. */
export async function deleteOrphanedTiles(knex: Knex): Promise<void> {
  const groups = await knex<TileGroupRow>('tile_groups')
    .leftJoin(
      'sli_revisions',
      'sli_revisions.id',
      'tile_groups.sli_revision_id',
    )
    .whereNull('sli_revisions.id')
    .select<{ id: number }[]>('tile_groups.id');
  for (const group of groups) {
    await deleteHours(knex, group.id);
    await knex<TileGroupRow>('tile_groups').where('id', group.id).delete();
  }
}

async function deleteHours(knex: Knex, groupId: number): Promise<void> {
  for (;;) {
    const hours = await knex<TileHourRow>('tile_hours')
      .where('group_id', groupId)
      .orderBy('hour_ms')
      .limit(ROWS_PER_STATEMENT)
      .pluck('hour_ms');
    if (hours.length === 0) {
      return;
    }
    await knex<TileHourRow>('tile_hours')
      .where('group_id', groupId)
      .whereIn('hour_ms', hours)
      .delete();
    await setImmediate();
  }
}
