import { createBackendModule } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { nthlayerDataSourcesExtensionPoint } from '@nthlayer/backstage-plugin-nthlayer-node';
import { PrometheusDataSource } from '@nthlayer/prometheus';
import { readPrometheusConfig } from './readPrometheusConfig';

/**
 * Serves data sources of type `prometheus`.
 *
 * @public
 */
export const nthlayerModulePrometheus = createBackendModule({
  pluginId: 'nthlayer',
  moduleId: 'prometheus',
  register(env) {
    env.registerInit({
      deps: { dataSources: nthlayerDataSourcesExtensionPoint },
      async init({ dataSources }) {
        dataSources.addFactory({
          type: 'prometheus',
          create: ({ name, config, logger }) =>
            PrometheusDataSource.create({
              ...readPrometheusConfig(name, config),
              onError: error =>
                logger.error(`The data source ${name} failed`, toError(error)),
            }),
        });
      },
    });
  },
});
