import { AssetKind } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { StackAssetRow } from '../../database/tables';
import { StoredAsset } from '../ServiceStore';

/** The assets of a stack revision in the order of the generators. */
export async function listAssets(
  knex: Knex,
  revision: string,
): Promise<StoredAsset[]> {
  const rows = await knex<StackAssetRow>('stack_assets')
    .where('revision', revision)
    .orderBy('position');
  return rows.map(toAsset);
}

/** An asset as its row tells it. */
export function toAsset(row: StackAssetRow): StoredAsset {
  return {
    id: row.asset_id,
    kind: row.kind as AssetKind,
    title: row.title,
    path: row.path,
    mediaType: row.media_type,
    sha256: row.sha256,
  };
}
