import { parse } from 'yaml';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { filesOf } from '../__testUtils__/files';
import { runAction } from '../__testUtils__/runAction';
import { createSpecCreateAction } from './specCreate';

const workspace = createMockDirectory();
const specCreate = createSpecCreateAction();

function run(input: Parameters<typeof specCreate.handler>[0]['input']) {
  return runAction(specCreate, workspace.path, input);
}

beforeEach(() => workspace.setContent({}));

describe('nthlayer:spec:create', () => {
  it('writes what was given, and nothing the second time', async () => {
    const input = {
      name: 'search-api',
      tier: 'standard' as const,
      labels: { 'cost-centre': '42' },
      slos: [
        {
          preset: 'latency' as const,
          target: 99,
          threshold: '500ms',
          alerts: { disabled: ['page-slow' as const] },
        },
      ],
      dependencies: [
        { ref: 'resource:default/index', technology: 'elasticsearch' },
      ],
    };
    const { outputs } = await run({
      ...input,
      type: '',
      environments: [],
    });
    const { 'nthlayer.yaml': text } = filesOf(workspace.content());
    expect(parse(text)).toEqual({
      apiVersion: 'nthlayer.dev/v1alpha1',
      kind: 'ServiceSpec',
      metadata: { name: 'search-api' },
      spec: {
        tier: 'standard',
        labels: { 'cost-centre': '42' },
        slos: input.slos,
        dependencies: input.dependencies,
      },
    });
    expect(outputs.listing).toContain(text);
    const again = await run(input);
    expect(again.infos).toEqual(['nthlayer.yaml is up to date']);
  });

  it.each([
    [{ name: 'Not A\nName' }, /nthlayer\.yaml:\d+:\d+ error/],
    [{ name: '-rf' }, /nthlayer\.yaml:\d+:\d+ error/],
    [
      { name: 'a', slos: [{ preset: 'availability' as const, target: 100 }] },
      /nthlayer\.yaml:8:\d+ error .*spec\.slos\[0\]\.target/,
    ],
    [
      {
        name: 'a',
        slos: [
          { preset: 'latency' as const, target: 99, threshold: '5 parsecs' },
        ],
      },
      /threshold/,
    ],
    [{ name: 'a', type: 'apo' }, /spec\.type.*api/],
    [{ name: 'a', dependencies: [{ ref: 'a b' }] }, /spec\.dependencies\[0\]/],
  ])('refuses %j and writes nothing', async (input, message) => {
    await expect(run(input)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(message),
    });
    expect(workspace.content()).toEqual({});
  });

  it('replaces another spec only when told to', async () => {
    workspace.setContent({ 'nthlayer.yaml': '# mine\n' });
    await expect(run({ name: 'a' })).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(/"nthlayer\.yaml".*overwrite/),
    });
    expect(filesOf(workspace.content())).toEqual({
      'nthlayer.yaml': '# mine\n',
    });
    await run({ name: 'a', overwrite: true });
    expect(filesOf(workspace.content())['nthlayer.yaml']).toContain('name: a');
  });

  const entity = (annotations?: Record<string, string>) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'checkout', ...(annotations && { annotations }) },
  });

  it.each([
    [{ 'nthlayer.dev/spec': './nthlayer.yaml' }],
    [{ 'nthlayer.dev/spec': 'x.yaml', 'nthlayer.dev/enabled': 'false' }],
    [{ 'opensrm.nthlayer.io/manifest': 'service.reliability.yaml' }],
  ])(
    'does not take the place of a spec that the entity names: %j',
    async annotations => {
      const input = { name: 'checkout', entity: entity(annotations) };
      await expect(run(input)).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringMatching(/"checkout" has a spec.*overwrite/),
      });
      expect(workspace.content()).toEqual({});
      await run({ ...input, overwrite: true });
      expect(Object.keys(workspace.content() ?? {})).toEqual(['nthlayer.yaml']);
    },
  );

  it('writes the first spec of an entity', async () => {
    await run({ name: 'checkout', entity: entity() });
    await run({
      name: 'checkout',
      entity: entity({ 'nthlayer.dev/tier': 'low' }),
    });
    expect(Object.keys(workspace.content() ?? {})).toEqual(['nthlayer.yaml']);
  });

  it('takes nothing else for an entity', async () => {
    await expect(run({ name: 'a', entity: {} })).rejects.toThrow(
      /^entity is not an entity/,
    );
  });
});
