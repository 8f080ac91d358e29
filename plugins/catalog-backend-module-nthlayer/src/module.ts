import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { NthlayerProcessor } from './NthlayerProcessor';
import { readDefaultTier } from './readDefaultTier';

/**
 * Adds a processor to the catalog that tells what is wrong with annotations of NthLayer.
 *
 * @public
 */
export const catalogModuleNthlayer = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'nthlayer',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        rootConfig: coreServices.rootConfig,
      },
      async init({ catalog, rootConfig }) {
        catalog.addProcessor(
          NthlayerProcessor.create({
            defaultTier: readDefaultTier(rootConfig),
            integrations: ScmIntegrations.fromConfig(rootConfig),
          }),
        );
      },
    });
  },
});
