import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { randomUUID } from 'node:crypto';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { SPEC_FILE_TOPICS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { BesideKeys } from './BesideKeys';
import { NthlayerProcessor } from './NthlayerProcessor';
import { ProcessedEntities } from './ProcessedEntities';
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
        events: eventsServiceRef,
        logger: coreServices.logger,
        rootConfig: coreServices.rootConfig,
      },
      async init({ catalog, events, logger, rootConfig }) {
        const besideKeys = BesideKeys.create();
        await events.subscribe({
          // each replica processes entities, so that each is told
          id: `nthlayer-spec-files-${randomUUID()}`,
          topics: [SPEC_FILE_TOPICS.found],
          onEvent: async event => besideKeys.take(event),
        });
        catalog.addProcessor(
          NthlayerProcessor.create({
            besideKeys,
            processed: ProcessedEntities.create({ events, logger }),
            defaultTier: readDefaultTier(rootConfig),
            integrations: ScmIntegrations.fromConfig(rootConfig),
          }),
        );
      },
    });
  },
});
