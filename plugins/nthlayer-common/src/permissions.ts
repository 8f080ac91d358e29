import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of the permission rules on services.
 *
 * @public
 */
export const RESOURCE_TYPE_NTHLAYER_SERVICE = 'nthlayer-service';

/**
 * To see a service's SLOs, budgets, assets and findings.
 *
 * @public
 */
export const nthlayerServiceReadPermission = createPermission({
  name: 'nthlayer.service.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_NTHLAYER_SERVICE,
});

/**
 * To see the configured data sources and their health.
 *
 * @public
 */
export const nthlayerDataSourceReadPermission = createPermission({
  name: 'nthlayer.data-source.read',
  attributes: { action: 'read' },
});

/** @public */
export const nthlayerPermissions = [
  nthlayerServiceReadPermission,
  nthlayerDataSourceReadPermission,
];
