import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { NthlayerClient } from '@nthlayer/backstage-plugin-nthlayer-common';
import type { JSX } from 'react';
import { nthlayerApiRef } from './api';
import { portfolioRouteRef, reliabilityRouteRef } from './routes';

/**
 * The plugin for apps of the legacy frontend system.
 *
 * @public
 */
export const nthlayerPlugin = createPlugin({
  id: 'nthlayer',
  apis: [
    createApiFactory({
      api: nthlayerApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => new NthlayerClient(options),
    }),
  ],
  routes: { reliability: reliabilityRouteRef, portfolio: portfolioRouteRef },
});

/**
 * The Reliability tab, to be mounted in an `EntityLayout.Route`.
 *
 * @public
 */
export const EntityReliabilityContent: () => JSX.Element =
  nthlayerPlugin.provide(
    createRoutableExtension({
      name: 'EntityReliabilityContent',
      component: () =>
        import('./components/ReliabilityContent').then(
          m => m.ReliabilityContent,
        ),
      mountPoint: reliabilityRouteRef,
    }),
  );

/**
 * The page of all services in order of trouble, to be mounted in a `Route` of the app.
 *
 * @public
 */
export const ReliabilityPortfolioPage: () => JSX.Element =
  nthlayerPlugin.provide(
    createRoutableExtension({
      name: 'ReliabilityPortfolioPage',
      component: () =>
        import('./components/Portfolio').then(m => m.PortfolioPage),
      mountPoint: portfolioRouteRef,
    }),
  );
