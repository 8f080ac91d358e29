import { symlinkSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { catalogInfo, spec } from '../__testUtils__/files';
import { runAction } from '../__testUtils__/runAction';
import { createSpecValidateAction } from './specValidate';

const workspace = createMockDirectory();
const specValidate = createSpecValidateAction();

function run(input: Parameters<typeof specValidate.handler>[0]['input']) {
  return runAction(specValidate, workspace.path, input);
}

beforeEach(() => workspace.setContent({}));

describe('nthlayer:spec:validate', () => {
  it('names the services and counts warnings', async () => {
    workspace.setContent({
      'catalog-info.yaml': catalogInfo,
      b: {
        'nthlayer.yaml': spec
          .replace('payment-api', 'b')
          .replace('high', 'tier-1\n  typ: api'),
      },
    });
    await expect(run({})).rejects.toThrow(/b\/nthlayer\.yaml:7:\d+ error/);
    workspace.addContent({
      b: { 'nthlayer.yaml': spec.replace('payment-api', 'b') },
    });
    const { outputs } = await run({});
    expect(outputs).toEqual({
      services: ['component:default/payment-api', 'component:default/b'],
      warnings: 0,
    });
  });

  it('tells every error of every file, with line and fix', async () => {
    workspace.setContent({
      'catalog-info.yaml': catalogInfo.replace('critical', 'critcal'),
      'nthlayer.yaml': 'apiVersion: nthlayer.dev/v1alpha1\nkind: [\n',
    });
    await expect(run({})).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(
        /2 errors(.|\n)*catalog-info\.yaml:7:\d+ error unknown-tier.*critical(.|\n)*|nthlayer\.yaml:2/,
      ),
    });
  });

  it.each([
    ['no files', {}],
    ['files of others', { 'values.yaml': '{{ helm }}', 'x.yml': 'a: [' }],
    [
      'an entity without our annotations',
      {
        'catalog-info.yaml': catalogInfo.replace(/ {2}annotations:\n.*\n/, ''),
      },
    ],
  ])('says that a folder with %s describes no service', async (_, content) => {
    workspace.setContent(content);
    await expect(run({})).rejects.toThrow(
      /path "\." describes no service.*nthlayer:spec:create/,
    );
  });

  it.each([
    ['is not there', './nthlayer.yaml', 'is not there'],
    ['lies outside', '../../secret.yaml', 'contains "\\.\\."'],
    ['is a link', 'link.yaml', 'symbolic link'],
    ['is an address', 'https://example.com/x.yaml', 'not every system'],
  ])(
    'reports a spec file that %s on the line that names it',
    async (_, path, reason) => {
      workspace.setContent({
        'catalog-info.yaml': catalogInfo.replace(
          'tier: critical',
          `spec: ${path}`,
        ),
      });
      symlinkSync('/etc/passwd', `${workspace.path}/link.yaml`);
      await expect(run({})).rejects.toThrow(
        new RegExp(`catalog-info\\.yaml:7:\\d+ error spec-file.*${reason}`),
      );
    },
  );

  it('refuses two descriptions of one service', async () => {
    workspace.setContent({
      'catalog-info.yaml': catalogInfo,
      'nthlayer.yaml': spec,
    });
    await expect(run({})).rejects.toThrow(
      /nthlayer\.yaml:1:1 error service-described-twice.*catalog-info\.yaml.*nthlayer\.dev\/spec/,
    );
  });
});
