import {
  TestDatabaseId,
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import express from 'express';
import request from 'supertest';
import { readNthlayerConfig } from '../config/readNthlayerConfig';
import { createServices } from '../createServices';
import { nthlayerServiceRules } from '../permissions/serviceRules';
import { createRouter } from '../routes/createRouter';
import { createCatalog } from './createCatalog';
import { createDatabase } from './databases';
import { exampleEntity } from './examples';
import { FakeClock } from './FakeClock';
import { FakeDataSource } from './FakeDataSource';
import { openslo } from './generators';
import { RecordingMetrics } from './RecordingMetrics';

/** What the catalog of the API under test holds; users do not see the hidden one. */
export const apiEntities = [
  exampleEntity('payment-api'),
  exampleEntity('cart', {
    'nthlayer.dev/tier': 'low',
    'nthlayer.dev/environments': 'staging',
  }),
  exampleEntity('hidden'),
  exampleEntity('broken', {
    'nthlayer.dev/tier': 'gold',
    'nthlayer.dev/service': 'x"} or vector(1) or up{a="',
  }),
  exampleEntity('off', {
    'nthlayer.dev/tier': 'low',
    'nthlayer.dev/enabled': 'false',
  }),
  exampleEntity('notes', {}),
];

const SOME_OF_THE_CATALOG: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: {
    rule: 'IS_ENTITY_OWNER',
    resourceType: 'catalog-entity',
    params: { claims: [] },
  },
};

/** The HTTP API on a database, with a data source and a clock that the test rules. */
export async function createApi(
  options: {
    list?: PolicyDecision;
    /** Refuses these permissions, or all. */
    deny?: boolean | readonly string[];
    sources?: object[];
    /** What of the catalog is seen. Default is some of it. */
    catalogAccess?: PolicyDecision;
    databaseId?: TestDatabaseId;
    /** Nobody is signed in. */
    anonymous?: boolean;
  } = {},
) {
  const { signal } = new AbortController();
  const auditor = mockServices.auditor.mock();
  const clock = new FakeClock();
  const source = new FakeDataSource();
  const catalog = createCatalog(apiEntities, ['component:default/hidden']);
  const factory = { type: 'fake', create: () => source };
  const rules = Object.values(nthlayerServiceRules);
  const services = createServices({
    events: mockServices.events.mock(),
    notifications: { send: async () => {} },
    signals: { publish: async () => {} },
    signal,
    auth: mockServices.auth(),
    catalog,
    clock,
    config: readNthlayerConfig(
      new ConfigReader({
        nthlayer: {
          history: { days: 1 },
          dataSources: options.sources ?? [
            {
              name: 'main',
              type: 'fake',
              environments: ['production', 'staging'],
            },
          ],
        },
      }),
    ),
    factories: new Map([['fake', factory]]),
    generators: [openslo],
    integrations: ScmIntegrations.fromConfig(mockServices.rootConfig()),
    urlReader: mockServices.urlReader.mock(),
    knex: await createDatabase(options.databaseId ?? 'SQLITE_3'),
    logger: mockServices.logger.mock({
      child: () => mockServices.logger.mock(),
    }),
    metrics: new RecordingMetrics(),
    permissions: mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission }) => ({
          result: isDenied(permission.name, options.deny)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        })),
      authorizeConditional: async ([{ permission }]) => [
        permission.name === catalogEntityReadPermission.name
          ? options.catalogAccess ?? SOME_OF_THE_CATALOG
          : options.list ?? { result: AuthorizeResult.ALLOW },
      ],
    }),
    permissionsRegistry: mockServices.permissionsRegistry.mock({
      getPermissionRuleset: jest.fn().mockReturnValue({
        getRuleByName: (name: string) => rules.find(rule => rule.name === name),
      }),
    }),
  });
  const app = express();
  app.use(
    createRouter({
      ...services,
      auditor,
      httpAuth: mockServices.httpAuth({
        defaultCredentials: options.anonymous
          ? mockCredentials.none()
          : mockCredentials.user(),
      }),
      validateResponses: true,
    }),
  );
  app.use(mockErrorHandler());
  await services.sync.run(signal);
  return {
    ...services,
    app,
    auditor,
    catalog,
    clock,
    get: (path: string) => request(app).get(path),
    source,
  };
}

function isDenied(
  permission: string,
  deny: boolean | readonly string[] | undefined,
): boolean {
  return typeof deny === 'object' ? deny.includes(permission) : deny === true;
}
