import { readdirSync, symlinkSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import { catalogInfo, spec } from '../__testUtils__/files';
import { validate } from 'jsonschema';
import { parse } from 'yaml';
import { runAction } from '../__testUtils__/runAction';
import {
  createCatalogAnnotateAction,
  createSpecCreateAction,
  createSpecValidateAction,
  createStackGenerateAction,
} from '.';

const workspace = createMockDirectory();
const elsewhere = createMockDirectory();

const specCreate = createSpecCreateAction();
const specValidate = createSpecValidateAction();
const stackGenerate = createStackGenerateAction();
const catalogAnnotate = createCatalogAnnotateAction();
const actions = [specCreate, specValidate, stackGenerate, catalogAnnotate];

function run<I extends JsonObject, O extends JsonObject>(
  action: TemplateAction<I, O>,
  input: I,
) {
  return runAction(action, workspace.path, input);
}

beforeEach(() => workspace.setContent({}));

describe('the actions', () => {
  const examples = actions.flatMap(action =>
    (action.examples ?? []).map(
      example => [action.id, example.description, action, example] as const,
    ),
  );

  it('have at least two examples each, and a dry run', () => {
    for (const action of actions) {
      expect(action.examples?.length).toBeGreaterThanOrEqual(2);
      expect(action.supportsDryRun).toBe(true);
      expect(action.description).toBeTruthy();
    }
  });

  it.each(examples)('%s: %s', async (id, _, action, { example }) => {
    workspace.setContent({ 'catalog-info.yaml': catalogInfo });
    if (id === specValidate.id) {
      workspace.addContent({
        'nthlayer.yaml': spec.replace('payment-api', 'other'),
      });
    }
    const [step] = parse(example).steps;
    expect(step.action).toBe(id);
    expect(validate(step.input, action.schema?.input ?? {}).errors).toEqual([]);
    const { outputs } = await runAction<JsonObject, JsonObject>(
      action as unknown as TemplateAction,
      workspace.path,
      step.input,
    );
    expect(validate(outputs, action.schema?.output ?? {}).errors).toEqual([]);
  });

  const writers = [
    [
      'nthlayer:spec:create',
      'path',
      (path: string) => run(specCreate, { name: 'a', path }),
    ],
    [
      'nthlayer:spec:validate',
      'path',
      (path: string) => run(specValidate, { path }),
    ],
    [
      'nthlayer:stack:generate',
      'path',
      (path: string) => run(stackGenerate, { path }),
    ],
    [
      'nthlayer:stack:generate',
      'targetPath',
      (targetPath: string) => run(stackGenerate, { targetPath }),
    ],
    [
      'nthlayer:catalog:annotate',
      'path',
      (path: string) =>
        run(catalogAnnotate, { path, annotations: { 'a.io/b': 'c' } }),
    ],
  ] as const;
  const hostile = [
    '../x.yaml',
    '/tmp/x.yaml',
    'C:\\x.yaml',
    '\\\\server\\x',
    'a\nb.yaml',
    '-rf',
    'link/x.yaml',
    'link',
  ];

  it.each(
    writers.flatMap(([id, input, act]) =>
      hostile.map(path => [id, input, path, act] as const),
    ),
  )('%s refuses %s %j and touches nothing', async (_, input, path, act) => {
    elsewhere.setContent({ 'x.yaml': catalogInfo });
    workspace.setContent({ 'catalog-info.yaml': catalogInfo });
    symlinkSync(elsewhere.path, `${workspace.path}/link`);
    await expect(act(path)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(new RegExp(`^${input} "`)),
    });
    expect(readdirSync(workspace.path)).toEqual(['catalog-info.yaml', 'link']);
    expect(elsewhere.content()).toEqual({ 'x.yaml': catalogInfo });
  });
});
