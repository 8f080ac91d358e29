import { createBackendModule } from '@backstage/backend-plugin-api';
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
          create: ({ name, config }) =>
            PrometheusDataSource.create(readPrometheusConfig(name, config)),
        });
      },
    });
  },
});
