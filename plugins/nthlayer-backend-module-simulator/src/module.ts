import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { nthlayerDataSourcesExtensionPoint } from '@nthlayer/backstage-plugin-nthlayer-node';
import { startCounterReader } from '@nthlayer/simulator';
import { readSimulatorConfig } from './readSimulatorConfig';
import { sharedReader } from './sharedReader';
import { SimulatorDataSource } from './SimulatorDataSource';

/**
 * Serves data sources of type `simulator`, whose figures are invented.
 *
 * @public
 */
export const nthlayerModuleSimulator = createBackendModule({
  pluginId: 'nthlayer',
  moduleId: 'simulator',
  register(env) {
    env.registerInit({
      deps: {
        dataSources: nthlayerDataSourcesExtensionPoint,
        lifecycle: coreServices.lifecycle,
      },
      async init({ dataSources, lifecycle }) {
        const reader = sharedReader(startCounterReader);
        lifecycle.addShutdownHook(() => reader.close());
        dataSources.addFactory({
          type: 'simulator',
          create: ({ name, config, environments, logger }) =>
            SimulatorDataSource.create({
              id: name,
              environments,
              reader: () => reader.get(),
              onError: error =>
                logger.error(`The data source ${name} failed`, toError(error)),
              ...readSimulatorConfig(config),
            }),
        });
      },
    });
  },
});
