import { Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { LocationSpec } from '@backstage/plugin-catalog-node';
import { readSpecPath, specFileOf } from '@nthlayer/engine';
import { dirname, resolve } from 'node:path';

/**
 * The key by which an entity is refreshed when its spec file changes: the file's location, as the catalog itself writes
 * the keys of files that descriptors include. `undefined` when the entity names none.
 */
export function specFileKey(
  entity: Entity,
  { type, target }: LocationSpec,
  integrations: Pick<ScmIntegrations, 'resolveUrl'>,
): string | undefined {
  const named = specFileOf(entity);
  const read = named === undefined ? undefined : readSpecPath(named);
  if (read === undefined || 'problem' in read) {
    return undefined;
  }
  switch (type) {
    case 'url':
      return urlKey(read.path, target, integrations);
    case 'file':
      return `file:${resolve(dirname(target), read.path)}`;
    default:
      return undefined;
  }
}

function urlKey(
  path: string,
  base: string,
  integrations: Pick<ScmIntegrations, 'resolveUrl'>,
): string | undefined {
  try {
    return `url:${integrations.resolveUrl({ url: `./${path}`, base })}`;
  } catch {
    return undefined;
  }
}
