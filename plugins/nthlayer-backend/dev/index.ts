import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

// The plugin alone, with simulated figures: yarn start, then
// curl http://localhost:7007/api/nthlayer/services/component/default/payment-api
const backend = createBackend();

backend.add(
  mockServices.rootConfig.factory({
    data: {
      backend: {
        baseUrl: 'http://localhost:7007',
        listen: { host: '127.0.0.1', port: 7007 },
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      nthlayer: { dataSources: [{ name: 'demo', type: 'simulator' }] },
    },
  }),
);
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(
  catalogServiceMock.factory({
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'payment-api',
          annotations: { 'nthlayer.dev/tier': 'critical' },
        },
        spec: { type: 'service', owner: 'payments', lifecycle: 'production' },
      },
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'notes' },
        spec: { type: 'service', owner: 'payments', lifecycle: 'production' },
      },
    ],
  }),
);
backend.add(import('../src'));
backend.add(
  import('@nthlayer/backstage-plugin-nthlayer-backend-module-simulator'),
);

void backend.start();
