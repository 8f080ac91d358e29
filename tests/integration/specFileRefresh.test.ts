import { setTimeout } from 'node:timers/promises';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import catalogModule from '@nthlayer/backstage-plugin-catalog-backend-module-nthlayer';
import nthlayerPlugin from '@nthlayer/backstage-plugin-nthlayer-backend';
import simulatorModule from '@nthlayer/backstage-plugin-nthlayer-backend-module-simulator';
import request from 'supertest';

const REPOSITORY = 'https://git.example.com/pay';
const TARGET = `${REPOSITORY}/catalog-info.yaml`;
const STAGING = `${REPOSITORY}/environments/staging.yaml`;

const FILES = new Map([
  [
    TARGET,
    `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: pay
  annotations: { nthlayer.dev/spec: ./service.yaml }
spec: { type: service, lifecycle: production, owner: shop }
`,
  ],
  [
    `${REPOSITORY}/service.yaml`,
    'service: { name: pay, tier: critical, type: api }\n',
  ],
  [STAGING, 'environment: staging\nservice: { tier: low }\n'],
]);

/** Waits for something that becomes true in the background. */
async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await check())) {
    await setTimeout(50);
  }
}

/** Stands for what a host tells the catalog of changed files. */
class Webhook implements EntityProvider {
  connection: EntityProviderConnection | undefined;

  getProviderName() {
    return 'webhook';
  }

  async connect(connection: EntityProviderConnection) {
    this.connection = connection;
  }
}

// The catalog looks at its entities once an hour, and spec files are due after a day: what happens here is for a refresh.
describe('a refresh of an entity', () => {
  const events = mockServices.events();
  const scheduler = mockServices.scheduler();
  const webhook = new Webhook();
  const asked: string[] = [];
  let backend: TestBackend;

  beforeAll(async () => {
    const read = (url: string) => {
      asked.push(url);
      const text = FILES.get(url);
      if (text === undefined) {
        throw Object.assign(new Error('404'), { name: 'NotFoundError' });
      }
      return Buffer.from(text);
    };
    const urlReader = mockServices.urlReader.mock({
      readUrl: async url => {
        const text = read(url);
        return { buffer: async () => text };
      },
      search: async url => {
        const text = read(url);
        return { etag: '', files: [{ url, content: async () => text }] };
      },
    });
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModule,
        createBackendModule({
          pluginId: 'catalog',
          moduleId: 'webhook',
          register(env) {
            env.registerInit({
              deps: { catalog: catalogProcessingExtensionPoint },
              async init({ catalog }) {
                catalog.addEntityProvider(webhook);
              },
            });
          },
        }),
        nthlayerPlugin,
        simulatorModule,
        urlReader.factory,
        // one for all plugins, as in a portal
        mockServices.events.mock({
          publish: event => events.publish(event),
          subscribe: handler => events.subscribe(handler),
        }).factory,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              processingInterval: { hours: 1 },
              locations: [{ type: 'url', target: TARGET }],
            },
            nthlayer: {
              history: { days: 1 },
              schedule: { specFiles: '1 day' },
              dataSources: [
                {
                  name: 'main',
                  type: 'simulator',
                  environments: ['production', 'staging'],
                },
              ],
            },
          },
        }),
      ],
    });
    await until(async () => {
      const { body } = await request(backend.server).get(
        '/api/catalog/entities?filter=kind=component',
      );
      return Array.isArray(body) && body.length === 1;
    });
  }, 60_000);

  afterAll(async () => {
    await backend?.stop();
  });

  const sync = () => scheduler.triggerTask('nthlayer-sync');

  async function tierInStaging(): Promise<string | undefined> {
    const { body } = await request(backend.server).get(
      '/api/nthlayer/services/component/default/pay?environment=staging',
    );
    return body.tier;
  }

  it('has the files of its spec read again', async () => {
    await until(async () => {
      await sync();
      return (await tierInStaging()) === 'low';
    });
    // what the catalog told of while it took the entity in
    await setTimeout(1500);
    await sync();

    FILES.set(STAGING, 'environment: staging\nservice: { tier: high }\n');
    asked.length = 0;
    await sync();
    expect(asked).toEqual([]);

    await request(backend.server)
      .post('/api/catalog/refresh')
      .send({ entityRef: 'component:default/pay' })
      .expect(200);
    await until(() => asked.includes(TARGET));
    await until(async () => {
      await sync();
      return asked.includes(STAGING);
    });
    await sync();
    expect(await tierInStaging()).toBe('high');
  }, 60_000);

  it('comes of a change of a file that its spec asks for', async () => {
    FILES.set(STAGING, 'environment: staging\nservice: { tier: standard }\n');
    asked.length = 0;
    await sync();
    expect(asked).toEqual([]);

    await webhook.connection?.refresh({ keys: [`url:${STAGING}`] });
    await until(async () => {
      await sync();
      return asked.includes(STAGING);
    });
    await sync();
    expect(await tierInStaging()).toBe('standard');
  }, 60_000);
});
