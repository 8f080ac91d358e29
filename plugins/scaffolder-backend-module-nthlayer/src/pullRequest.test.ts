import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import { readFileSync } from 'node:fs';
import request from 'supertest';
import { parse, parseAllDocuments } from 'yaml';
import { catalogInfo } from './__testUtils__/files';
import { template } from './__testUtils__/template';
import nthlayerModule from '.';

const URL = 'https://github.com/acme/shop/blob/main/services/pay/entities.yaml';
const original = `${catalogInfo}---
# The API is ours, too
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: payments}
spec: {type: openapi, lifecycle: production, owner: a, definition: x}
`;

function located(name: string, location: string): Entity {
  const entity: Entity = parse(catalogInfo.replace('payment-api', name));
  const { metadata } = entity;
  return {
    ...entity,
    metadata: {
      ...metadata,
      annotations: {
        ...metadata.annotations,
        'backstage.io/managed-by-location': location,
      },
    },
  };
}

/** What the action that opens pull requests is given. */
interface PullRequest {
  readonly input: JsonObject;
  readonly catalogFile: string;
}

describe('a template in a portal with pull requests', () => {
  const opened: PullRequest[] = [];
  let backend: TestBackend;

  const pullRequests = createBackendModule({
    pluginId: 'scaffolder',
    moduleId: 'pull-requests',
    register(env) {
      env.registerInit({
        deps: { actions: scaffolderActionsExtensionPoint },
        async init({ actions }) {
          actions.addActions(
            createTemplateAction({
              id: 'publish:github:pull-request',
              async handler({ input, workspacePath, output }) {
                const path = `${workspacePath}/entities.yaml`;
                const catalogFile = readFileSync(path, 'utf8');
                opened.push({ input: input as JsonObject, catalogFile });
                output('remoteUrl' as never, 'https://example.com/1' as never);
              },
            }),
          );
        },
      });
    },
  });

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        nthlayerModule,
        pullRequests,
        mockServices.urlReader.mock({
          readUrl: async () => ({ buffer: async () => Buffer.from(original) }),
        }).factory,
        catalogServiceMock.factory({
          entities: [
            located('payment-api', `url:${URL}`),
            located('local-api', 'file:/somewhere/catalog-info.yaml'),
            template('add-reliability'),
          ],
        }),
        mockServices.rootConfig.factory({
          data: {
            scaffolder: {
              defaultEnvironment: { parameters: { pullRequests: 'github' } },
            },
          },
        }),
      ],
    });
  });
  afterAll(() => backend.stop());

  async function run(component: string) {
    const { body } = await request(backend.server)
      .post('/api/scaffolder/v2/tasks')
      .send({
        templateRef: 'template:default/add-reliability',
        values: { component, tier: 'high', objectives: 'tier' },
      })
      .expect(201);
    for (;;) {
      const events = await request(backend.server).get(
        `/api/scaffolder/v2/tasks/${body.id}/events`,
      );
      const end = events.body.find(
        ({ type }: { type: string }) => type === 'completion',
      );
      if (end) {
        return { id: body.id, ...end.body };
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  it('changes the file that the catalog reads, and only its annotations', async () => {
    const { id, output } = await run('component:default/payment-api');
    const [{ input, catalogFile }] = opened.splice(0);
    expect(input).toMatchObject({
      repoUrl: 'github.com?owner=acme&repo=shop',
      targetPath: 'services/pay',
      branchName: `add-reliability-payment-api-${id}`,
    });
    expect(catalogFile).toBe(
      original.replace(
        'tier: critical\n',
        'tier: high\n    nthlayer.dev/spec: ./nthlayer.yaml\n',
      ),
    );
    expect(parseAllDocuments(catalogFile)).toHaveLength(2);
    expect(output.links).toContainEqual(
      expect.objectContaining({ url: 'https://example.com/1' }),
    );
  });

  it('opens none with a file that is made from the entity', async () => {
    const { error } = await run('component:default/local-api');
    expect(error.message).toContain('is not a file in the workspace');
    expect(opened).toEqual([]);
  });
});
