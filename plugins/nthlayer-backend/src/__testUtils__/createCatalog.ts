import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

interface Options {
  credentials: BackstageCredentials;
}

function isService({ credentials }: Options): boolean {
  return (credentials.principal as { type?: string }).type === 'service';
}

/** A catalog in which some entities are shown to services, but to no user. */
export function createCatalog(entities: Entity[], hidden: string[] = []) {
  const all = catalogServiceMock({ entities });
  const seen = catalogServiceMock({
    entities: entities.filter(
      entity => !hidden.includes(stringifyEntityRef(entity)),
    ),
  });
  const view = (options?: unknown) =>
    isService(options as Options) ? all : seen;
  return catalogServiceMock.mock({
    streamEntities: (request, options) =>
      view(options).streamEntities(request, options),
    getEntityByRef: (ref, options) =>
      view(options).getEntityByRef(ref, options),
    getEntitiesByRefs: (request, options) =>
      view(options).getEntitiesByRefs(request, options),
  });
}
