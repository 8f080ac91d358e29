import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  QueryPermissionResponse,
} from '@backstage/plugin-permission-common';
import { nthlayerDataSourcesExtensionPoint } from '@nthlayer/backstage-plugin-nthlayer-node';
import { setTimeout } from 'node:timers/promises';
import request from 'supertest';
import { createCatalog } from './__testUtils__/createCatalog';
import { exampleEntity } from './__testUtils__/examples';
import { FakeDataSource } from './__testUtils__/FakeDataSource';
import { nthlayerPlugin } from './plugin';
import { TASKS } from './tasks/scheduleTasks';

jest.setTimeout(60_000);

const TILES_OF_A_DAY = 1440;

const ROUTES = ['', '/assets', '/assets/openslo', '/slos/availability/history'];

async function start(options: { nthlayer?: object } = {}) {
  const scheduler = mockServices.scheduler();
  const catalog = createCatalog(
    [
      exampleEntity('payment-api'),
      exampleEntity('hidden'),
      exampleEntity('denied'),
      exampleEntity('notes', {}),
    ],
    ['component:default/hidden'],
  );
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(item => ({
        result:
          'resourceRef' in item &&
          item.resourceRef === 'component:default/denied'
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      })),
    authorizeConditional: async () => [
      { result: AuthorizeResult.ALLOW } as QueryPermissionResponse,
    ],
  });
  const sourceModule = createBackendModule({
    pluginId: 'nthlayer',
    moduleId: 'fake',
    register(env) {
      env.registerInit({
        deps: { sources: nthlayerDataSourcesExtensionPoint },
        async init({ sources }) {
          sources.addFactory({
            type: 'fake',
            create: ({ name }) => new FakeDataSource(name),
          });
        },
      });
    },
  });
  const { server } = await startTestBackend({
    features: [
      nthlayerPlugin,
      sourceModule,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      permissions.factory,
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
      mockServices.rootConfig.factory({
        data: {
          nthlayer: options.nthlayer ?? {
            dataSources: [{ name: 'main', type: 'fake' }],
            history: { days: 1 },
          },
        },
      }),
    ],
  });
  const get = (path: string, header = mockCredentials.user.header()) =>
    request(server).get(`/api/nthlayer${path}`).set('authorization', header);
  /** The service once its history has been read: the scheduler only starts the jobs. */
  const readyService = async (name: string) => {
    await scheduler.triggerTask(TASKS.sync);
    for (let tries = 0; tries < 200; tries++) {
      const { body } = await get(`/services/component/default/${name}`);
      const [slo] = body.slos ?? [];
      if (slo?.groups[0]?.status.sums.knownTiles >= TILES_OF_A_DAY) {
        return body;
      }
      await setTimeout(50);
    }
    throw new Error(`${name} did not become ready`);
  };
  return { get, readyService, server };
}

describe('nthlayerPlugin', () => {
  it('follows the catalog, back-fills at once and serves the budget', async () => {
    const { get, readyService } = await start();
    const path = '/services/component/default/payment-api';
    const pending = await get(path);
    expect(pending.body).toMatchObject({
      state: 'not-set-up',
      reason: 'pending',
    });

    const body = await readyService('payment-api');
    expect(body).toMatchObject({
      state: 'ready',
      tier: 'critical',
      dataSource: { name: 'main', type: 'fake', simulated: false },
    });
    const [slo] = body.slos;
    expect(slo.backfill.state).toBe('done');
    expect(slo.groups[0].status).toMatchObject({ sli: 0.99 });
    expect(slo.revision).toBe(body.revision);

    const assets = await get(`${path}/assets`);
    expect(assets.body.items.length).toBeGreaterThan(0);
    const [{ id, sha256 }] = assets.body.items;
    const asset = await get(`${path}/assets/${id}`);
    expect(asset.body.sha256).toBe(sha256);
    expect(asset.body.content).not.toBe('');
  });

  it('answers 401 without a token on every route', async () => {
    const { server } = await start();
    const paths = [
      '/services',
      '/data-sources',
      ...ROUTES.map(route => `/services/component/default/payment-api${route}`),
    ];
    for (const path of paths) {
      const { status } = await request(server)
        .get(`/api/nthlayer${path}`)
        .set('authorization', mockCredentials.none.header());
      expect([path, status]).toEqual([path, 401]);
    }
  });

  it('answers 404 in the same words for what is missing, invisible and denied', async () => {
    const { get, readyService } = await start();
    await readyService('payment-api');
    for (const name of ['missing', 'hidden', 'denied']) {
      for (const route of ROUTES) {
        const { status, body } = await get(
          `/services/component/default/${name}${route}`,
        );
        expect([name, route, status]).toEqual([name, route, 404]);
        expect(body.error.message).toBe(
          `There is no entity component:default/${name}`,
        );
      }
    }
  });

  it.each([
    [
      { dataSources: [{ name: 'main', type: 'promethius' }] },
      'nthlayer.dataSources[0].type',
    ],
    [{ serviceLabel: '1' }, 'nthlayer.serviceLabel'],
  ])('does not start with the configuration %j', async (nthlayer, path) => {
    await expect(start({ nthlayer })).rejects.toThrow(
      expect.objectContaining({ message: expect.stringContaining(path) }),
    );
  });
});
