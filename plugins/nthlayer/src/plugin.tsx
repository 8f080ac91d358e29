import { Content } from '@backstage/core-components';
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { NthlayerClient } from '@nthlayer/backstage-plugin-nthlayer-common';
import { nthlayerApiRef } from './api';
import { PortfolioIcon } from './components/PortfolioIcon';
import { portfolioRouteRef, reliabilityRouteRef } from './routes';

export const nthlayerApi = ApiBlueprint.make({
  name: 'client',
  params: defineParams =>
    defineParams({
      api: nthlayerApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => new NthlayerClient(options),
    }),
});

// Without a group the tab stands alone, so it is never hidden in a menu of another name.
export const reliabilityEntityContent = EntityContentBlueprint.make({
  name: 'reliability',
  params: {
    path: '/reliability',
    title: 'Reliability',
    filter: { kind: 'component' },
    routeRef: reliabilityRouteRef,
    loader: async () => {
      const { ReliabilityContent } = await import(
        './components/ReliabilityContent'
      );
      return <ReliabilityContent />;
    },
  },
});

export const portfolioPage = PageBlueprint.make({
  params: {
    path: '/reliability',
    title: 'Reliability',
    icon: <PortfolioIcon fontSize="inherit" />,
    routeRef: portfolioRouteRef,
    loader: async () => {
      const { Portfolio } = await import('./components/Portfolio');
      return (
        <Content>
          <Portfolio />
        </Content>
      );
    },
  },
});

/**
 * The plugin: the API client `api:nthlayer/client`, the tab `entity-content:nthlayer/reliability` and the page of all
 * services `page:nthlayer`.
 *
 * @public
 */
export const nthlayerPlugin = createFrontendPlugin({
  pluginId: 'nthlayer',
  title: 'NthLayer',
  info: { packageJson: () => import('../package.json') },
  routes: { reliability: reliabilityRouteRef, portfolio: portfolioRouteRef },
  extensions: [nthlayerApi, reliabilityEntityContent, portfolioPage],
});
