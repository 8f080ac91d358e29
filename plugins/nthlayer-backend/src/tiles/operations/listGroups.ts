import { Knex } from 'knex';
import { TileGroupRow } from '../../database/tables';
import { TileGroup } from '../TileStore';

/** Groups of an SLI revision, by age. */
export async function listGroups(
  knex: Knex,
  sliRevisionId: number,
): Promise<TileGroup[]> {
  const rows = await knex<TileGroupRow>('tile_groups')
    .where('sli_revision_id', sliRevisionId)
    .orderBy('id')
    .select('id', 'labels');
  return rows.map(row => ({ id: row.id, labels: JSON.parse(row.labels) }));
}
