import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { ScmIntegrations } from '@backstage/integration';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  nthlayerDataSourceReadPermission,
  nthlayerServiceReadPermission,
  nthlayerSloBackfillPermission,
  nthlayerSloExcludePermission,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  nthlayerDataSourcesExtensionPoint,
  nthlayerGeneratorsExtensionPoint,
} from '@nthlayer/backstage-plugin-nthlayer-node';
import { builtInGenerators, outputsOf } from '@nthlayer/engine';
import { GeneratorList } from './GeneratorList';
import { systemClock } from './clock';
import { readNthlayerConfig } from './config/readNthlayerConfig';
import { createServices } from './createServices';
import { DataSourceFactories } from './dataSources/DataSourceFactories';
import { migrateDatabase } from './database/migrateDatabase';
import { shortenErrors } from './database/shortenErrors';
import { loadServiceResources } from './permissions/loadServiceResources';
import { nthlayerServiceResourceRef } from './permissions/serviceResource';
import { nthlayerServiceRules } from './permissions/serviceRules';
import { createRouter } from './routes/createRouter';
import { followProcessing } from './specFiles/followProcessing';
import { scheduleTasks } from './tasks/scheduleTasks';

/**
 * The NthLayer backend plugin: compiles catalog entities into reliability stacks, measures their error budgets and
 * serves both.
 *
 * @public
 */
export const nthlayerPlugin = createBackendPlugin({
  pluginId: 'nthlayer',
  register(env) {
    const factories = new DataSourceFactories();
    const generators = GeneratorList.create(builtInGenerators);
    env.registerExtensionPoint(nthlayerDataSourcesExtensionPoint, factories);
    env.registerExtensionPoint(nthlayerGeneratorsExtensionPoint, generators);
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init({ database, httpRouter, lifecycle, rootConfig, ...deps }) {
        const shutdown = new AbortController();
        lifecycle.addShutdownHook(() => shutdown.abort());
        const config = readNthlayerConfig(rootConfig);
        generators.addOutputs(outputsOf(config.outputs));
        const knex = await database.getClient();
        shortenErrors(knex);
        if (!database.migrations?.skip) {
          await migrateDatabase(knex);
        }
        const services = createServices({
          ...deps,
          clock: systemClock,
          config,
          factories: factories.byType(),
          generators: generators.list(),
          integrations: ScmIntegrations.fromConfig(rootConfig),
          knex,
          signal: shutdown.signal,
        });
        deps.permissionsRegistry.addResourceType({
          resourceRef: nthlayerServiceResourceRef,
          permissions: [
            nthlayerServiceReadPermission,
            nthlayerSloExcludePermission,
            nthlayerSloBackfillPermission,
          ],
          rules: Object.values(nthlayerServiceRules),
          getResources: refs =>
            loadServiceResources(refs, { ...deps, ...services }),
        });
        deps.permissionsRegistry.addPermissions([
          nthlayerDataSourceReadPermission,
        ]);
        httpRouter.use(createRouter({ ...deps, ...services }));
        await followProcessing({ ...deps, ...services });
        await scheduleTasks({ ...deps, ...services, config });
      },
    });
  },
});
