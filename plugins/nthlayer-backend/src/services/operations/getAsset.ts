import { Asset } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { StackAssetRow } from '../../database/tables';
import { toAsset } from './listAssets';

/** An asset of a stack revision with its content. */
export async function getAsset(
  knex: Knex,
  revision: string,
  assetId: string,
): Promise<Asset | undefined> {
  const row = await knex<StackAssetRow>('stack_assets')
    .where({ revision, asset_id: assetId })
    .first();
  if (!row) {
    return undefined;
  }
  const stored = await knex<{ sha256: string; content: string }>('assets')
    .where('sha256', row.sha256)
    .first('content');
  return stored && { ...toAsset(row), content: stored.content };
}
