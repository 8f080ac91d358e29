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

/**
 * To add and remove times that do not count against a service's budgets.
 *
 * @public
 */
export const nthlayerSloExcludePermission = createPermission({
  name: 'nthlayer.slo.exclude',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_NTHLAYER_SERVICE,
});

/**
 * To have history that was given up read again.
 *
 * @public
 */
export const nthlayerSloBackfillPermission = createPermission({
  name: 'nthlayer.slo.backfill',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_NTHLAYER_SERVICE,
});

/** @public */
export const nthlayerPermissions = [
  nthlayerServiceReadPermission,
  nthlayerSloExcludePermission,
  nthlayerSloBackfillPermission,
  nthlayerDataSourceReadPermission,
];
