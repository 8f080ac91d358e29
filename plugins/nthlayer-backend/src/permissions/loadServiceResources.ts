import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ServiceStore } from '../services/ServiceStore';
import { NthlayerServiceResource } from './serviceResource';

/** Loads what rules decide on: compiled services from the store, entities without a stack from the catalog. */
export async function loadServiceResources(
  entityRefs: readonly string[],
  options: {
    auth: AuthService;
    catalog: CatalogService;
    services: ServiceStore;
  },
): Promise<Array<NthlayerServiceResource | undefined>> {
  const stored = await options.services.getServices(entityRefs);
  const resources = new Map<string, NthlayerServiceResource>(
    stored.map(({ spec: { entityRef, owner, tier } }) => [
      entityRef,
      { entityRef, owner, tier },
    ]),
  );
  const missing = entityRefs.filter(entityRef => !resources.has(entityRef));
  if (missing.length > 0) {
    const { items } = await options.catalog.getEntitiesByRefs(
      { entityRefs: missing, fields: ['kind', 'metadata', 'relations'] },
      { credentials: await options.auth.getOwnServiceCredentials() },
    );
    items.forEach((entity, index) => {
      if (entity) {
        resources.set(missing[index], toResource(entity));
      }
    });
  }
  return entityRefs.map(entityRef => resources.get(entityRef));
}

function toResource(entity: Entity): NthlayerServiceResource {
  return {
    entityRef: stringifyEntityRef(entity),
    owner: entity.relations?.find(({ type }) => type === RELATION_OWNED_BY)
      ?.targetRef,
  };
}
