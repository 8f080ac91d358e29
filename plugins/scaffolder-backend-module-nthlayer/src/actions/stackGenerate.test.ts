import { toError } from '@backstage/errors';
import fc from 'fast-check';
import { parse } from 'yaml';
import {
  defaultGenerationSettings,
  generateFolders,
  readServiceSpec,
  specContextOf,
} from '@nthlayer/engine';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { catalogInfo, filesOf } from '../__testUtils__/files';
import { runAction } from '../__testUtils__/runAction';
import { createStackGenerateAction } from './stackGenerate';

const workspace = createMockDirectory();
const stackGenerate = createStackGenerateAction();

function run(input: Parameters<typeof stackGenerate.handler>[0]['input']) {
  return runAction(stackGenerate, workspace.path, input);
}

beforeEach(() => workspace.setContent({}));

describe('nthlayer:stack:generate', () => {
  function expected(folder: string) {
    const context = specContextOf(defaultGenerationSettings);
    const result = readServiceSpec(parse(catalogInfo), context);
    const { folders } =
      result.kind === 'spec'
        ? generateFolders(result.spec, defaultGenerationSettings)
        : { folders: [] };
    return Object.fromEntries(
      folders.flatMap(({ path, files }) =>
        files.map(file => [`${folder}/${path}/${file.path}`, file.content]),
      ),
    );
  }

  it('writes the engine’s bytes, and nothing the second time', async () => {
    workspace.setContent({ 'catalog-info.yaml': catalogInfo });
    const { outputs } = await run({});
    const files = expected('reliability');
    expect(Object.keys(files)).toHaveLength(4);
    expect(filesOf(workspace.content())).toEqual({
      'catalog-info.yaml': catalogInfo,
      ...files,
    });
    expect(outputs).toMatchObject({
      files: Object.keys(files),
      services: ['component:default/payment-api'],
    });
    const again = await run({});
    expect(again.infos.every(line => line.endsWith('is up to date'))).toBe(
      true,
    );
    expect(again.outputs).toEqual(outputs);
  });

  it('does not take what it wrote elsewhere for a spec', async () => {
    workspace.setContent({ 'catalog-info.yaml': catalogInfo });
    await run({ targetPath: 'first' });
    const { outputs } = await run({ targetPath: 'second' });
    expect(outputs.services).toEqual(['component:default/payment-api']);
    expect(filesOf(workspace.content())).toMatchObject(expected('second'));
  });

  it('makes a folder for each environment', async () => {
    workspace.setContent({ 'catalog-info.yaml': catalogInfo });
    const { outputs } = await run({
      environments: ['production', 'staging'],
    });
    expect(outputs.files).toContain(
      'reliability/payment-api/staging/rules.yaml',
    );
  });

  it.each([
    [['../../ci', 'b']],
    [['b', '..']],
    [['', 'b']],
    [['.']],
    [['a b']],
    [['a/b']],
    [['a\\b']],
    [['/etc']],
    [['a\nb']],
    [['a\n']],
    [['-rf']],
    [['.git']],
    [['a.']],
    [['{{ $labels }}']],
    [['é']],
    [['a'.repeat(64)]],
  ])('refuses the environments %j and touches nothing', async environments => {
    const content = {
      'catalog-info.yaml': catalogInfo,
      ci: { 'rules.yaml': 'ours' },
    };
    workspace.setContent(content);
    await expect(run({ environments, overwrite: true })).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(/^environments\[[01]\] "[^\p{Cc}]*$/u),
    });
    expect(workspace.content()).toEqual(content);
  });

  it('writes nothing outside of its folder, whatever environments are named', async () => {
    const name = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('..', '.', '/', '\\', 'a', 'C:', '%2e', '\0'))
        .map(parts => parts.join('')),
    );
    const content = {
      'catalog-info.yaml': catalogInfo,
      ci: { 'rules.yaml': 'ours' },
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(name, { minLength: 1, maxLength: 2 }),
        async environments => {
          workspace.setContent(content);
          await run({ environments, overwrite: true }).catch(toError);
          const { reliability, ...others } = workspace.content() ?? {};
          expect(others).toEqual(content);
          expect(
            Object.keys(filesOf(reliability as object | undefined)).filter(
              path => !path.startsWith('payment-api/'),
            ),
          ).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('makes one folder of an environment that is named twice', async () => {
    workspace.setContent({ 'catalog-info.yaml': catalogInfo });
    const { outputs } = await run({ environments: ['a', 'a'] });
    expect(outputs.files).toHaveLength(4);
  });

  it.each([300, 60.001, 0.0001, 0, -1, NaN, Infinity])(
    'refuses a scrape interval of %d s',
    async scrapeIntervalSeconds => {
      workspace.setContent({ 'catalog-info.yaml': catalogInfo });
      await expect(run({ scrapeIntervalSeconds })).rejects.toThrow(
        /^scrapeIntervalSeconds .* at most 60/,
      );
    },
  );

  it('writes the outputs that are asked for', async () => {
    workspace.setContent({ 'catalog-info.yaml': catalogInfo });
    const { outputs } = await run({ outputs: ['alertmanager', 'mimir-rules'] });
    expect(outputs.files).toEqual([
      ...Object.keys(expected('reliability')),
      'reliability/payment-api/mimir-rules.yaml',
      'reliability/payment-api/alertmanager.yaml',
    ]);
  });

  it('writes nothing for an output that there is not', async () => {
    workspace.setContent({ 'catalog-info.yaml': catalogInfo });
    await expect(run({ outputs: ['mimir-rule'] })).rejects.toThrow(
      /Did you mean mimir-rules/,
    );
    expect(Object.keys(workspace.content() ?? {})).toEqual([
      'catalog-info.yaml',
    ]);
  });

  it('writes nothing where one file would be replaced', async () => {
    const content = {
      'catalog-info.yaml': catalogInfo,
      reliability: { 'payment-api': { 'rules.yaml': '# mine\n' } },
    };
    workspace.setContent(content);
    await expect(run({})).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('"reliability/payment-api/rules.yaml"'),
    });
    expect(workspace.content()).toEqual(content);
    await run({ overwrite: true });
    expect(filesOf(workspace.content())).toMatchObject(expected('reliability'));
  });

  it('refuses two services of one name', async () => {
    const other = catalogInfo
      .replace('name: payment-api', 'name: Payment-API\n  namespace: other')
      .replace('annotations:', 'annotations:\n    nthlayer.dev/service: other');
    workspace.setContent({
      'catalog-info.yaml': `${catalogInfo}---\n${other}`,
    });
    await expect(run({})).rejects.toThrow(
      /catalog-info\.yaml:17:9 error same-folder/,
    );
    expect(Object.keys(workspace.content() ?? {})).toEqual([
      'catalog-info.yaml',
    ]);
  });

  it('stops when it is aborted', async () => {
    workspace.setContent({ 'catalog-info.yaml': catalogInfo });
    const aborted = runAction(
      stackGenerate,
      workspace.path,
      {},
      AbortSignal.abort(),
    );
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    expect(Object.keys(workspace.content() ?? {})).toEqual([
      'catalog-info.yaml',
    ]);
  });
});
