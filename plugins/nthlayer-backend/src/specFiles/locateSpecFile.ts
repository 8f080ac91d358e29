import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { readSpecPath } from '@nthlayer/engine';
import { dirname, resolve } from 'node:path';
import { locationOf } from './locationOf';
import { SpecFileLocation } from './SpecFileLocation';
import { SpecFileProblem } from './specFileProblem';

/**
 * Where the spec file that an entity names is. Only a location that the catalog itself read from disk leads to the disk:
 * `managed-by-location` is set by the catalog, whereas anyone can write a `source-location`.
 */
export function locateSpecFile(
  entity: Entity,
  value: string,
  integrations: Pick<ScmIntegrations, 'resolveUrl'>,
): SpecFileLocation | { problem: SpecFileProblem } {
  const read = readSpecPath(value);
  if ('problem' in read) {
    const { code, summary, detail } = read.problem;
    return { problem: { code, summary, fix: detail } };
  }
  const { path } = read;
  const managedBy = locationOf(entity, ANNOTATION_LOCATION);
  if (managedBy?.type === 'file') {
    return { kind: 'local', folder: dirname(resolve(managedBy.target)), path };
  }
  const base = [managedBy, locationOf(entity, ANNOTATION_SOURCE_LOCATION)].find(
    location => location?.type === 'url',
  );
  const url = base && resolveUrl(base.target, path, integrations);
  return url === undefined
    ? { problem: noLocation(managedBy?.type) }
    : { kind: 'remote', url, path };
}

/** Where a file is that a spec asks for, by its path, which is shown as that of the spec. */
export function locateBeside(
  spec: SpecFileLocation,
  path: string,
  integrations: Pick<ScmIntegrations, 'resolveUrl'>,
): SpecFileLocation | undefined {
  if (spec.kind === 'local') {
    return { ...spec, path };
  }
  const below = path.slice(spec.path.lastIndexOf('/') + 1);
  const url = resolveUrl(spec.url, below, integrations);
  return url === undefined ? undefined : { kind: 'remote', url, path };
}

function resolveUrl(
  base: string,
  path: string,
  integrations: Pick<ScmIntegrations, 'resolveUrl'>,
): string | undefined {
  try {
    return integrations.resolveUrl({ url: `./${path}`, base });
  } catch {
    return undefined;
  }
}

function noLocation(type: string | undefined): SpecFileProblem {
  return {
    code: 'spec-file-location',
    summary:
      type === undefined
        ? 'The catalog does not say where the entity comes from, so its spec file cannot be found.'
        : 'The entity does not come from a file or URL, so its spec file cannot be found.',
    fix: `Register the entity from a file or URL, or give it the annotation ${ANNOTATION_SOURCE_LOCATION} with a "url:".`,
  };
}
