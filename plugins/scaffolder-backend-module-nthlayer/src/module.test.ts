import { Entity } from '@backstage/catalog-model';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  defaultGenerationSettings,
  generateFolders,
  readServiceSpec,
  specContextOf,
} from '@nthlayer/engine';
import request from 'supertest';
import { parse } from 'yaml';
import { catalogInfo } from './__testUtils__/files';
import { template } from './__testUtils__/template';
import nthlayerModule from '.';

/** What the tests look at of a page of a form. */
interface FormSchema {
  readonly properties?: Readonly<Record<string, FormSchema>>;
  readonly dependencies?: Readonly<Record<string, FormSchema>>;
  readonly oneOf?: readonly FormSchema[];
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
}

const component: Entity = parse(catalogInfo);
const withSpec: Entity = parse(
  catalogInfo
    .replace('payment-api', 'checkout-service')
    .replace('tier: critical', 'spec: ./nthlayer.yaml'),
);
const objectives = {
  objectives: 'own',
  availability: 99.5,
  latency: 98,
  threshold: '1s',
};
const dependencies = [
  { ref: 'resource:default/orders-db', technology: 'postgresql' },
];
const runs = [
  [
    'add-reliability',
    {
      component: 'component:default/payment-api',
      tier: 'high',
      type: 'api',
      ...objectives,
      dependencies,
    },
  ],
  [
    'add-reliability',
    {
      component: 'component:default/payment-api',
      tier: 'low',
      type: 'worker',
      objectives: 'tier',
    },
  ],
  [
    'new-service',
    {
      name: 'refund-api',
      owner: 'group:default/payments',
      tier: 'standard',
      type: 'web',
      objectives: 'tier',
      dependencies: [],
    },
  ],
] as const;

/** What the engine makes of the files of an entity, by path. */
function expectedStack(files: Record<string, string>): Record<string, string> {
  const result = readServiceSpec(
    parse(files['catalog-info.yaml']),
    specContextOf(defaultGenerationSettings),
    { path: 'nthlayer.yaml', text: files['nthlayer.yaml'] },
  );
  const { folders } =
    result.kind === 'spec'
      ? generateFolders(result.spec, defaultGenerationSettings)
      : { folders: [] };
  return Object.fromEntries(
    folders.flatMap(folder =>
      folder.files.map(file => [
        `reliability/${folder.path}/${file.path}`,
        file.content,
      ]),
    ),
  );
}

describe('the module in a real scaffolder', () => {
  let backend: TestBackend;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        nthlayerModule,
        catalogServiceMock.factory({
          entities: [
            component,
            withSpec,
            template('add-reliability'),
            template('new-service'),
          ],
        }),
        mockServices.rootConfig.factory({ data: {} }),
      ],
    });
  });
  afterAll(() => backend.stop());

  const scaffolder = () => request(backend.server);

  async function dryRun(name: string, values: object, entity = template(name)) {
    return await scaffolder()
      .post('/api/scaffolder/v2/dry-run')
      .send({ template: entity, values, directoryContents: [] });
  }

  async function runTask(name: string, values: object) {
    const { body } = await scaffolder()
      .post('/api/scaffolder/v2/tasks')
      .send({ templateRef: `template:default/${name}`, values })
      .expect(201);
    for (;;) {
      const events = await scaffolder().get(
        `/api/scaffolder/v2/tasks/${body.id}/events`,
      );
      const end = events.body.find(
        ({ type }: { type: string }) => type === 'completion',
      );
      if (end) {
        return end.body;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  it('lists its actions with schemas and examples', async () => {
    const { body } = await scaffolder()
      .get('/api/scaffolder/v2/actions')
      .expect(200);
    const ours = body.filter(({ id }: { id: string }) =>
      id.startsWith('nthlayer:'),
    );
    expect(ours.map(({ id }: { id: string }) => id).sort()).toEqual([
      'nthlayer:catalog:annotate',
      'nthlayer:spec:create',
      'nthlayer:spec:validate',
      'nthlayer:stack:generate',
    ]);
    for (const { schema, examples } of ours) {
      expect(Object.keys(schema.input.properties)).toContain('path');
      expect(examples.length).toBeGreaterThan(1);
    }
  });

  it.each(runs)(
    'dry-runs %s into the engine’s bytes: %j',
    async (name, values) => {
      const { status, body } = await dryRun(name, values);
      expect(status).toBe(200);
      const files = Object.fromEntries(
        body.directoryContents.map(
          (file: { path: string; base64Content: string }) => [
            file.path,
            Buffer.from(file.base64Content, 'base64').toString('utf8'),
          ],
        ),
      );
      const {
        'catalog-info.yaml': catalogFile,
        'nthlayer.yaml': spec,
        ...stack
      } = files;
      expect(Object.keys(stack)).toHaveLength(4);
      expect(stack).toEqual(expectedStack(files));
      expect(parse(catalogFile).metadata.annotations).toMatchObject({
        'nthlayer.dev/tier': values.tier,
        'nthlayer.dev/spec': './nthlayer.yaml',
      });
      const [yours, generated] = body.output.text;
      expect(yours.content).toContain(spec);
      expect(yours.content).toContain(
        `nthlayer.dev/tier: ${values.tier}\n    nthlayer.dev/spec: ./nthlayer.yaml\n`,
      );
      // a file that is made from the entity lacks what else the original holds: it is not shown as one to copy
      expect(yours.content.includes(catalogFile)).toBe(name === 'new-service');
      expect(generated.content).toContain(
        stack[Object.keys(stack)[1]].split('\n').slice(0, 30).join('\n'),
      );
    },
  );

  it.each(runs)(
    'runs %s as a task, twice with one result: %j',
    async (name, values) => {
      const first = await runTask(name, values);
      expect(first).toMatchObject({
        message: 'Run completed with status: completed',
      });
      expect(
        first.output.links.map(({ title }: { title: string }) => title),
      ).not.toContain('Pull request');
      expect(await runTask(name, values)).toEqual(first);
      const preview = await dryRun(name, values);
      expect(preview.body.output.text[1]).toEqual(first.output.text[1]);
    },
  );

  function form(name: string): readonly FormSchema[] {
    const { parameters } = template(name).spec as unknown as {
      parameters: readonly FormSchema[];
    };
    return parameters;
  }

  const types = form('add-reliability')[0].properties?.type.enum ?? [];
  const offered = [
    ...[undefined, ...types].flatMap(type => [
      { type, tier: 'standard', objectives: 'tier' },
      { type, tier: 'standard', ...objectives },
    ]),
    { tier: 'standard', ...objectives, latency: undefined },
  ];

  it.each(offered)(
    'generates all files for what the form offers: %j',
    async values => {
      const { body } = await dryRun('add-reliability', {
        component: 'component:default/payment-api',
        ...values,
      });
      expect(body.directoryContents).toHaveLength(6);
    },
  );

  it('leaves the type to the entity unless one is chosen', async () => {
    const { properties, required } = form('add-reliability')[0];
    expect(properties?.type).not.toHaveProperty('default');
    expect(required).not.toContain('type');
    const spec = async (type?: string) => {
      const { body } = await dryRun('add-reliability', {
        ...runs[1][1],
        type,
      });
      const { base64Content } = body.directoryContents.find(
        ({ path }: { path: string }) => path === 'nthlayer.yaml',
      );
      return parse(Buffer.from(base64Content, 'base64').toString()).spec;
    };
    expect(await spec()).not.toHaveProperty('type');
    expect(await spec('batch')).toMatchObject({ type: 'batch' });
  });

  it.each(['add-reliability', 'new-service'])(
    'asks for a threshold that there is: %s',
    name => {
      const own = form(name)[1].dependencies?.objectives.oneOf?.[1];
      const pattern = own?.properties?.threshold.pattern;
      const accepts = (text: string) => RegExp(`${pattern}`).test(text);
      expect(['500ms', '1s', '10s'].filter(accepts)).toHaveLength(3);
      expect(['0ms', '00s', '0s', '500', '1 s', ''].filter(accepts)).toEqual(
        [],
      );
    },
  );

  it('does not write a spec anew for a service that has one', async () => {
    const { error } = await runTask('add-reliability', {
      ...runs[0][1],
      component: 'component:default/checkout-service',
    });
    expect(error).toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('"./nthlayer.yaml"'),
    });
  });

  it('fails a task with the finding, its line and what to do', async () => {
    const { error } = await runTask('add-reliability', {
      ...runs[0][1],
      threshold: '333ms',
      dependencies: [{ ref: 'not a ref' }],
    });
    expect(error).toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(
        /nthlayer\.yaml:\d+:\d+ error invalid-ref spec\.dependencies\[0\]\.ref.*orders-db/,
      ),
    });
  });

  it('needs an action that is not installed only where its step is switched on', async () => {
    const entity = template('new-service');
    const steps = (entity.spec as { steps: { id: string; if?: string }[] })
      .steps;
    delete steps.find(({ id }) => id === 'pull-request')?.if;
    const { status, body } = await dryRun('new-service', runs[2][1], entity);
    expect([status, JSON.stringify(body)]).toEqual([
      expect.any(Number),
      expect.stringContaining('publish:github:pull-request'),
    ]);
    expect(body.error.name).toBe('NotFoundError');
  });
});
