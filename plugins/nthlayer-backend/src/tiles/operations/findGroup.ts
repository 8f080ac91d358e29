import { canonicalJson, sha256 } from '@nthlayer/engine';
import { Knex } from 'knex';
import { TileGroupRow } from '../../database/tables';
import { GroupName } from '../GroupName';
import { TileGroup } from '../TileStore';

/** A group by its name, retired or not. */
export async function findGroup(
  knex: Knex,
  { sliRevisionId, labels }: GroupName,
): Promise<TileGroup | undefined> {
  const row = await knex<TileGroupRow>('tile_groups')
    .where({
      sli_revision_id: sliRevisionId,
      labels_hash: sha256(canonicalJson(labels)),
    })
    .first('id');
  return row && { id: row.id, labels };
}
