import { RESOURCE_TYPE_NTHLAYER_SERVICE } from '@nthlayer/backstage-plugin-nthlayer-common';
import { createPermissionResourceRef } from '@backstage/plugin-permission-node';

/**
 * A service as permission rules see it.
 *
 * @public
 */
export interface NthlayerServiceResource {
  /** The component's. */
  readonly entityRef: string;
  /** Entity ref of the owner. */
  readonly owner?: string;
  /** Absent while the service has no stack. */
  readonly tier?: string;
}

/**
 * How permission rules narrow a list of services: the field has one of the values.
 *
 * @public
 */
export interface NthlayerServiceFilter {
  /** Field of the service. */
  readonly key: 'owner' | 'tier';
  /** Without any, nothing matches. */
  readonly values: readonly string[];
}

/**
 * The resource type `nthlayer-service`; a resource is referred to by its entity ref.
 *
 * @public
 */
export const nthlayerServiceResourceRef = createPermissionResourceRef<
  NthlayerServiceResource,
  NthlayerServiceFilter
>().with({
  pluginId: 'nthlayer',
  resourceType: RESOURCE_TYPE_NTHLAYER_SERVICE,
});
