import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { TileChunkRow, TileGroupRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';

/** Removes the tiles of SLI revisions that are gone, a group at a time. It may be cut off anywhere. */
export async function deleteOrphanedTiles(
  knex: Knex,
  fence: Lease | undefined,
): Promise<void> {
  const groups = await knex<TileGroupRow>('tile_groups')
    .leftJoin(
      'sli_revisions',
      'sli_revisions.id',
      'tile_groups.sli_revision_id',
    )
    .whereNull('sli_revisions.id')
    .select<{ id: number }[]>('tile_groups.id');
  for (const { id } of groups) {
    await fenced(knex, fence, async tx => {
      // First, and so under its lock: what is sealed at the same time sees it no more.
      await tx<TileGroupRow>('tile_groups').where({ id }).delete();
      await tx<TileChunkRow>('tile_chunks').where('group_id', id).delete();
    });
    await setImmediate();
  }
}
