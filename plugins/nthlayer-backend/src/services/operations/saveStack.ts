import {
  Asset,
  ReliabilityStack,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { StackAssetRow, StackRow } from '../../database/tables';

/** Stores a stack revision; one that is already there has the same content by construction. */
export async function saveStack(
  tx: Knex.Transaction,
  stack: ReliabilityStack,
  nowMs: number,
): Promise<void> {
  const known = await tx<StackRow>('stacks')
    .where('revision', stack.revision)
    .first('revision');
  if (known) {
    return;
  }
  await tx<StackRow>('stacks').insert({
    revision: stack.revision,
    entity_ref: stack.spec.entityRef,
    environment: stack.environment,
    spec: JSON.stringify(stack.spec),
    slos: JSON.stringify(stack.slos),
    created_at_ms: nowMs,
  });
  for (const [position, asset] of stack.assets.entries()) {
    await tx('assets')
      .insert({ sha256: asset.sha256, content: asset.content })
      .onConflict('sha256')
      .ignore();
    await tx<StackAssetRow>('stack_assets').insert(
      assetRow(stack.revision, asset, position),
    );
  }
}

function assetRow(
  revision: string,
  asset: Asset,
  position: number,
): StackAssetRow {
  return {
    revision,
    asset_id: asset.id,
    position,
    kind: asset.kind,
    title: asset.title,
    path: asset.path,
    media_type: asset.mediaType,
    sha256: asset.sha256,
  };
}
