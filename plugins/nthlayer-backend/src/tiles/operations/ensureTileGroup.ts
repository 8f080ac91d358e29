import { GroupLabels } from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson, sha256 } from '@nthlayer/engine';
import { Knex } from 'knex';
import { TileGroupRow } from '../../database/tables';

/** The id of a group, which is made when it is new. The caller holds the revision's lock, so nobody else makes it. */
export async function ensureTileGroup(
  tx: Knex.Transaction,
  sliRevisionId: number,
  group: GroupLabels,
): Promise<number> {
  const labels = canonicalJson(group);
  const identity = {
    sli_revision_id: sliRevisionId,
    labels_hash: sha256(labels),
  };
  const known = await tx<TileGroupRow>('tile_groups')
    .where(identity)
    .first('id');
  if (known) {
    return known.id;
  }
  const [made] = await tx<TileGroupRow>('tile_groups')
    .insert({ ...identity, labels })
    .returning('id');
  return made.id;
}
