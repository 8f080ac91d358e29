import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import {
  nthlayerDataSourceReadPermission,
  nthlayerServiceReadPermission,
  nthlayerSloBackfillPermission,
  nthlayerSloExcludePermission,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson, sha256 } from '@nthlayer/engine';
import { Clock } from '../clock';
import {
  NthlayerServiceFilter,
  nthlayerServiceResourceRef,
} from './serviceResource';
import { VisibleRefs } from './VisibleRefs';

/** Refs asked for in one catalog request. */
const REFS_PER_REQUEST = 1000;

/** What access decisions need. */
export interface ServiceAccessOptions {
  readonly catalog: CatalogService;
  readonly clock: Clock;
  readonly permissions: PermissionsService;
  readonly permissionsRegistry: PermissionsRegistryService;
}

/** Which services a list may hold; `criteria` is absent when every service may be. */
export type ListScope =
  | { readonly allowed: false }
  | {
      readonly allowed: true;
      readonly criteria?: PermissionCriteria<NthlayerServiceFilter>;
    };

/** What a caller sees of the catalog. */
export interface CatalogSight {
  /** Nothing is hidden, so that the catalog need not be asked. */
  readonly isWhole: boolean;
  /** The same for all who see the same. */
  readonly key: string;
  /** Those of the refs that are seen, in their order. What was asked for under the same key is remembered for a short time. */
  visible(entityRefs: readonly string[]): Promise<string[]>;
}

/** Decides what a caller may see. What may not be seen is answered as if it did not exist. */
export class ServiceAccess {
  readonly #options: ServiceAccessOptions;
  readonly #visible: VisibleRefs;

  static create(options: ServiceAccessOptions): ServiceAccess {
    return new ServiceAccess(options);
  }

  private constructor(options: ServiceAccessOptions) {
    this.#options = options;
    this.#visible = VisibleRefs.create(options);
  }

  /** The entity as the caller sees it. Throws `NotFoundError`, for a refused one with the same words. */
  async readEntity(
    target: { kind: string; namespace: string; name: string },
    credentials: BackstageCredentials,
  ): Promise<Entity> {
    const { kind, namespace, name } = target;
    const entityRef = stringifyEntityRef({ kind, namespace, name });
    const { catalog, permissions } = this.#options;
    const entity = await catalog.getEntityByRef(entityRef, { credentials });
    if (entity) {
      const [decision] = await permissions.authorize(
        [{ permission: nthlayerServiceReadPermission, resourceRef: entityRef }],
        { credentials },
      );
      if (decision.result === AuthorizeResult.ALLOW) {
        return entity;
      }
    }
    throw new NotFoundError(`There is no entity ${entityRef}`);
  }

  /** Throws `NotAllowedError`. The caller is known to see the service. */
  async requireExclude(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [decision] = await this.#options.permissions.authorize(
      [{ permission: nthlayerSloExcludePermission, resourceRef: entityRef }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(`You may not exclude times of ${entityRef}`);
    }
  }

  /** Throws `NotAllowedError`. The caller is known to see the service. */
  async requireBackfill(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [decision] = await this.#options.permissions.authorize(
      [{ permission: nthlayerSloBackfillPermission, resourceRef: entityRef }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not have history of ${entityRef} read again`,
      );
    }
  }

  async listScope(credentials: BackstageCredentials): Promise<ListScope> {
    const [decision] = await this.#options.permissions.authorizeConditional(
      [{ permission: nthlayerServiceReadPermission }],
      { credentials },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return { allowed: true };
      case AuthorizeResult.CONDITIONAL:
        return {
          allowed: true,
          criteria: this.#transform(decision.conditions),
        };
      default:
        return { allowed: false };
    }
  }

  async catalogSight(credentials: BackstageCredentials): Promise<CatalogSight> {
    const [decision] = await this.#options.permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    const key = sha256(canonicalJson(decision));
    return {
      isWhole: decision.result === AuthorizeResult.ALLOW,
      key,
      visible: entityRefs =>
        this.#visible.of(key, entityRefs, unknown =>
          this.#askCatalog(unknown, credentials),
        ),
    };
  }

  async #askCatalog(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<string[]> {
    const visible: string[] = [];
    for (let at = 0; at < entityRefs.length; at += REFS_PER_REQUEST) {
      const batch = entityRefs.slice(at, at + REFS_PER_REQUEST);
      const { items } = await this.#options.catalog.getEntitiesByRefs(
        { entityRefs: batch, fields: ['kind', 'metadata.name'] },
        { credentials },
      );
      visible.push(...batch.filter((_ref, index) => items[index]));
    }
    return visible;
  }

  /** Throws `NotAllowedError`. */
  async requireDataSources(credentials: BackstageCredentials): Promise<void> {
    const [decision] = await this.#options.permissions.authorize(
      [{ permission: nthlayerDataSourceReadPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError('Data sources are not shown to you');
    }
  }

  #transform(
    conditions: Parameters<ReturnType<typeof createConditionTransformer>>[0],
  ): PermissionCriteria<NthlayerServiceFilter> {
    return createConditionTransformer(
      this.#options.permissionsRegistry.getPermissionRuleset(
        nthlayerServiceResourceRef,
      ),
    )(conditions);
  }
}
