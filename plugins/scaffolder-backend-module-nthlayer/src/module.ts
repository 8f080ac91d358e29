import { createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  createCatalogAnnotateAction,
  createSpecCreateAction,
  createSpecValidateAction,
  createStackGenerateAction,
} from './actions';

/**
 * Adds the actions of NthLayer to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleNthlayer = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'nthlayer',
  register(env) {
    env.registerInit({
      deps: { actions: scaffolderActionsExtensionPoint },
      async init({ actions }) {
        actions.addActions(
          createSpecCreateAction(),
          createSpecValidateAction(),
          createStackGenerateAction(),
          createCatalogAnnotateAction(),
        );
      },
    });
  },
});
