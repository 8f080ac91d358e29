import { createApiRef } from '@backstage/frontend-plugin-api';
import type { NthlayerApi } from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * The client of the NthLayer backend, as components ask for it.
 *
 * @public
 */
export const nthlayerApiRef = createApiRef<NthlayerApi>().with({
  id: 'plugin.nthlayer.client',
  pluginId: 'nthlayer',
});
