import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  MetricsService,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  QueryPermissionResponse,
} from '@backstage/plugin-permission-common';
import { openApiDocument } from '@nthlayer/backstage-plugin-nthlayer-common';
import { nthlayerDataSourcesExtensionPoint } from '@nthlayer/backstage-plugin-nthlayer-node';
import { Knex } from 'knex';
import { setTimeout } from 'node:timers/promises';
import request from 'supertest';
import { createCatalog } from './__testUtils__/createCatalog';
import { createDatabase } from './__testUtils__/databases';
import { exampleEntity } from './__testUtils__/examples';
import { specText } from './__testUtils__/specText';
import { FakeDataSource } from './__testUtils__/FakeDataSource';
import { RecordingMetrics } from './__testUtils__/RecordingMetrics';
import { METRICS } from './metrics/definitions';
import { nthlayerPlugin } from './plugin';
import { TASKS } from './tasks/scheduleTasks';

jest.setTimeout(60_000);

const TILES_OF_A_DAY = 1440;

const exclusion = { name: 'x', reason: 'y', startMs: 0, endMs: 60_000 };

/** Of a service: the method, the path below the service's, and a body that follows the document. */
const SERVICE_ROUTES: [Method, string, object?][] = [
  ['get', ''],
  ['get', '/assets'],
  ['get', '/assets/openslo'],
  ['get', '/slos/availability/history'],
  ['get', '/exclusions'],
  ['post', '/exclusions', exclusion],
  ['delete', '/exclusions/x'],
  ['post', '/backfill'],
];

const OTHER_ROUTES: [Method, string, object?][] = [
  ['get', '/services'],
  ['get', '/data-sources'],
  ['get', '/portfolio'],
  ['get', '/portfolio/rollups?by=owner'],
  ['post', '/validate', { files: [{ path: 'a.yaml', text: 'a: 1' }] }],
];

type Method = 'get' | 'post' | 'delete';

async function start(
  options: {
    nthlayer?: object;
    entities?: Entity[];
    metrics?: MetricsService;
    /** With the plugin's tables. */
    knex?: Knex;
  } = {},
) {
  const scheduler = mockServices.scheduler();
  const entities = options.entities ?? [
    exampleEntity('payment-api'),
    exampleEntity('hidden'),
    exampleEntity('denied'),
    exampleEntity('notes', {}),
  ];
  const catalog = createCatalog(entities, ['component:default/hidden']);
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
            create: ({ name }) => {
              const source = new FakeDataSource(name);
              source.mishap = name === 'hanging' ? 'hangs' : 'none';
              return source;
            },
          });
        },
      });
    },
  });
  const { knex } = options;
  const { server } = await startTestBackend({
    features: [
      nthlayerPlugin,
      ...(knex
        ? [
            mockServices.database.mock({
              getClient: async () => knex,
              migrations: { skip: true },
            }).factory,
          ]
        : []),
      sourceModule,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      permissions.factory,
      createServiceFactory({
        service: metricsServiceRef,
        deps: {},
        factory: () => options.metrics ?? new RecordingMetrics(),
      }),
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
  const send = (
    [method, path, body]: [Method, string, object?],
    header = mockCredentials.user.header(),
  ) =>
    request(server)
      [method](`/api/nthlayer${path}`)
      .set('authorization', header)
      .send(body);
  const get = (path: string) => send(['get', path]);
  /** The service once its history has been read: the scheduler only starts the jobs. */
  const readyService = async (name: string) => {
    await scheduler.triggerTask(TASKS.sync);
    const { body } = await eventually(
      () => get(`/services/component/default/${name}`),
      ({ body: { slos = [] } }) =>
        slos[0]?.groups[0]?.status.sums.knownTiles >= TILES_OF_A_DAY,
    );
    return body;
  };
  return {
    get,
    readyService,
    send,
    sync: () => scheduler.triggerTask(TASKS.sync),
  };
}

/** What `ask` answers, once it is as wanted. */
async function eventually<T>(
  ask: () => Promise<T>,
  wanted: (answer: T) => boolean,
): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await ask();
    if (wanted(answer)) {
      return answer;
    }
    await setTimeout(50);
  }
  throw new Error('It did not come');
}

/** All routes of the OpenAPI document, with those of a service under its path. */
function documentedRoutes(service: string): string[] {
  return Object.entries(openApiDocument.paths)
    .flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter(method => method !== 'parameters')
        .map(method => `${method} ${path}`),
    )
    .map(route =>
      route
        .replace('/services/{kind}/{namespace}/{name}', service)
        .replace('{slo}', 'availability')
        .replace('{asset}', 'openslo')
        .replace('{exclusion}', 'x'),
    )
    .sort();
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
    expect(slo.groups[0].status).toMatchObject({
      sli: 0.99,
      burn: expect.arrayContaining([
        expect.objectContaining({ windowMs: 3_600_000, level: 'page' }),
      ]),
      trend: 'steady',
      step: 0.95,
    });
    expect(slo.revision).toBe(body.revision);

    const assets = await get(`${path}/assets`);
    expect(assets.body.items.length).toBeGreaterThan(0);
    const [{ id, sha256 }] = assets.body.items;
    const asset = await get(`${path}/assets/${id}`);
    expect(asset.body.sha256).toBe(sha256);
    expect(asset.body.content).not.toBe('');
  });

  it('reads a new service although another data source hangs', async () => {
    const tier = { 'nthlayer.dev/tier': 'critical' };
    const late = exampleEntity('search-api', {});
    const { readyService } = await start({
      nthlayer: {
        dataSources: [
          { name: 'main', type: 'fake', default: true },
          { name: 'hanging', type: 'fake' },
        ],
        history: { days: 1 },
      },
      entities: [
        exampleEntity('stuck', {
          ...tier,
          'nthlayer.dev/data-source': 'hanging',
        }),
        exampleEntity('payment-api', tier),
        late,
      ],
    });
    await readyService('payment-api');
    late.metadata.annotations = tier;
    const [slo] = (await readyService('search-api')).slos;
    expect(slo.backfill.state).toBe('done');
  });

  it('tells operators what it does', async () => {
    const metrics = new RecordingMetrics();
    const { get, readyService } = await start({ metrics });
    await readyService('payment-api');
    await get('/data-sources');
    const source = '"data_source":"main"';
    await eventually(
      () => metrics.collect(),
      values =>
        values[`jobs.runs{"job":"nthlayer-tick",${source},"outcome":"done"}`] >
          0 && values[`slos.gaps{${source}}`] === 0,
    );
    const values = await metrics.collect();
    expect(values).toMatchObject({
      'jobs.runs{"job":"nthlayer-sync","outcome":"done"}': 1,
      [`slos{${source}}`]: 6,
      [`slos.failing{${source}}`]: 0,
      [`data_source.up{${source}}`]: 1,
    });
    expect(values[`reading.queries{${source}}`]).toBeGreaterThan(0);
    expect(
      values[`reading.tiles{${source},"state":"known"}`],
    ).toBeGreaterThanOrEqual(6 * TILES_OF_A_DAY);
    expect(values[`slos.lag{${source}}`]).toBeGreaterThan(0);
    expect(values[`slos.stale{${source}}`]).toBeLessThanOrEqual(6);
    expect(metrics.metrics).toHaveLength(Object.keys(METRICS).length);
  });

  it('tells of errors of the database without their statements', async () => {
    const knex = await createDatabase('SQLITE_3');
    const { get } = await start({ knex });
    await knex.schema.dropTable('services');
    const { body } = await get('/services');
    expect(body.error.message).toBe('no such table: services (SQLITE_ERROR)');
  });

  it('serves the outputs that are configured', async () => {
    const { get, readyService } = await start({
      nthlayer: {
        dataSources: [{ name: 'main', type: 'fake' }],
        history: { days: 1 },
        outputs: ['alertmanager'],
      },
    });
    await readyService('payment-api');
    const path = '/services/component/default/payment-api/assets';
    const { body } = await get(path);
    expect(body.items.at(-1)).toMatchObject({
      id: 'alertmanager',
      kind: 'alertmanager-config',
      path: 'alertmanager.yaml',
    });
    const asset = await get(`${path}/alertmanager`);
    expect(asset.body.content).toContain('routing_key_file');
  });

  describe('with a spec file', () => {
    const disk = createMockDirectory();
    const path = '/services/component/default/search-api';

    it('takes SLOs from it, follows it, and keeps it while it is broken', async () => {
      disk.setContent({ 'nthlayer.yaml': specText(99.5) });
      const { get, readyService, sync } = await start({
        entities: [
          exampleEntity('search-api', {
            'nthlayer.dev/spec': './nthlayer.yaml',
            'backstage.io/managed-by-location': `file:${disk.resolve(
              'catalog-info.yaml',
            )}`,
          }),
        ],
      });
      const pending = await get(path);
      expect(pending.body).toMatchObject({
        state: 'not-set-up',
        reason: 'pending',
      });
      const first = await readyService('search-api');
      expect(first).toMatchObject({
        state: 'ready',
        specFile: 'nthlayer.yaml',
        labels: { 'cost-centre': '42' },
        dependencies: [{ name: 'index', technology: 'elasticsearch' }],
        diagnostics: [],
        slos: [{ name: 'availability', objective: 0.995 }],
        provenance: {
          'slos.availability.objective': {
            source: 'spec-file',
            from: 'nthlayer.yaml:10',
          },
        },
      });

      disk.addContent({ 'nthlayer.yaml': specText(99.7) });
      await sync();
      const service = async () => (await get(path)).body;
      await eventually(service, ({ slos }) => slos[0].objective === 0.997);

      disk.addContent({ 'nthlayer.yaml': specText('[99.9') });
      await sync();
      const broken = await eventually(
        service,
        ({ diagnostics }) => diagnostics.length > 0,
      );
      expect(broken.slos).toHaveLength(1);
      expect(broken.slos[0].objective).toBe(0.997);
      expect(broken.diagnostics).toEqual([
        expect.objectContaining({
          severity: 'error',
          code: 'invalid-yaml',
          position: {
            file: 'nthlayer.yaml',
            line: expect.any(Number),
            column: expect.any(Number),
          },
        }),
        expect.objectContaining({ code: 'spec-file-last-good' }),
      ]);
    });

    it('tells why a service that lives by its file alone is not set up', async () => {
      disk.setContent({});
      const { get, sync } = await start({
        entities: [
          exampleEntity('search-api', {
            'nthlayer.dev/spec': 'nthlayer.yaml',
            'backstage.io/managed-by-location': `file:${disk.resolve(
              'c.yaml',
            )}`,
          }),
        ],
      });
      await sync();
      const body = await eventually(
        async () => (await get(path)).body,
        ({ diagnostics }) => diagnostics.length > 0,
      );
      expect(body).toMatchObject({
        state: 'not-set-up',
        reason: 'failed',
        diagnostics: [{ code: 'spec-file-unreadable' }],
      });
    });
  });

  it('answers 401 without a token on every route', async () => {
    const { send } = await start();
    const service = '/services/component/default/payment-api';
    const none = mockCredentials.none.header();
    const routes = [
      ...OTHER_ROUTES,
      ...SERVICE_ROUTES.map(
        ([method, path, body]): [Method, string, object?] => [
          method,
          `${service}${path}`,
          body,
        ],
      ),
    ];
    expect(
      routes.map(([method, path]) => `${method} ${path.split('?')[0]}`).sort(),
    ).toEqual(documentedRoutes(service));
    for (const route of routes) {
      const { status } = await send(route, none);
      expect([route, status]).toEqual([route, 401]);
    }
    for (const route of OTHER_ROUTES) {
      expect([route, (await send(route)).status]).toEqual([route, 200]);
    }
  });

  it('answers 404 in the same words for what is missing, invisible and denied', async () => {
    const { readyService, send } = await start();
    await readyService('payment-api');
    for (const name of ['missing', 'hidden', 'denied']) {
      for (const [method, route, sent] of SERVICE_ROUTES) {
        const path = `/services/component/default/${name}${route}`;
        const { status, body } = await send([method, path, sent]);
        expect([method, path, status]).toEqual([method, path, 404]);
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
    [{ outputs: ['mimir'] }, 'nthlayer.outputs[0]'],
  ])('does not start with the configuration %j', async (nthlayer, path) => {
    await expect(start({ nthlayer })).rejects.toThrow(
      expect.objectContaining({ message: expect.stringContaining(path) }),
    );
  });
});
