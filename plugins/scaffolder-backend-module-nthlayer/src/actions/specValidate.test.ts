import { symlinkSync, writeFileSync } from 'node:fs';
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

  it('takes the rules of OpenSLO that it is told', async () => {
    const own = `${spec}---\napiVersion: openslo/v1\nkind: Service\nmetadata: { name: shop, displayName: ${'x'.repeat(
      64,
    )} }\nspec: {}\n`;
    workspace.setContent({ 'nthlayer.yaml': own });
    expect((await run({})).outputs).toMatchObject({ warnings: 1 });
    await expect(run({ profile: 'strict' })).rejects.toThrow(
      /error too-long metadata\.displayName/,
    );
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
    ['is not there', './nthlayer.yaml', 'there is no such file'],
    ['lies outside', '../../secret.yaml', 'leaves the folder'],
    ['is a link', 'link.yaml', 'symbolic link'],
    ['is an address', 'https://example.com/x.yaml', 'is a URL'],
    ['is absolute', '/etc/x.yaml', 'is absolute'],
    ['leaves the folder', '../nthlayer.yaml', 'leaves the folder'],
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
      /nthlayer\.yaml:4:\d+ error service-described-twice.*catalog-info\.yaml.*nthlayer\.dev\/spec/,
    );
  });

  it('does not follow a spec out of the folder of its entity, even inside of the workspace', async () => {
    workspace.setContent({
      'shared.yaml': spec,
      payment: {
        'catalog-info.yaml': catalogInfo.replace(
          'tier: critical',
          'spec: ../shared.yaml',
        ),
      },
    });
    await expect(run({ path: 'payment' })).rejects.toThrow(
      /payment\/catalog-info\.yaml:7:\d+ error spec-file-path/,
    );
  });

  it('tells both services that claim one label, where they say so', async () => {
    const annotated = catalogInfo.replace(
      'tier: critical',
      'tier: critical\n    nthlayer.dev/service: pay',
    );
    workspace.setContent({
      'catalog-info.yaml': `${annotated}---\n${annotated.replace(
        'payment-api',
        'refund-api',
      )}`,
    });
    await expect(run({})).rejects.toThrow(
      /2 errors[^]*catalog-info\.yaml:8:\d+ error service-label-conflict[^]*catalog-info\.yaml:21:\d+ error service-label-conflict/,
    );
  });

  it('warns of a spec between entities, which nobody reads', async () => {
    workspace.setContent({ 'catalog-info.yaml': `${catalogInfo}---\n${spec}` });
    const { outputs, warnings } = await run({});
    expect(outputs).toMatchObject({ warnings: 1 });
    expect(warnings).toEqual([
      expect.stringMatching(
        /^catalog-info\.yaml:13:1 warning spec-among-entities/,
      ),
    ]);
  });

  it('says where in a file a finding stands, also in its second spec', async () => {
    workspace.setContent({
      'nthlayer.yaml': `${spec}---\n${spec.replace('high', 'hgh')}`.replace(
        'payment-api',
        'a',
      ),
      other: { 'nthlayer.yaml': spec.replace('payment-api', 'a') },
    });
    await expect(run({})).rejects.toThrow(
      /nthlayer\.yaml:13:\d+ error unknown-tier[^]*other\/nthlayer\.yaml:4:\d+ error service-described-twice/,
    );
  });

  const unreadable = [
    ['Latin-1', Buffer.from('# caf\u00e9\n', 'latin1')],
    ['4 MB and more', Buffer.alloc(4 * 1024 * 1024 + 1, 'a')],
  ] as const;

  it.each(unreadable)(
    'is not kept from its work by %s that is not ours',
    async (_, bytes) => {
      workspace.setContent({ 'catalog-info.yaml': catalogInfo });
      writeFileSync(`${workspace.path}/values.yaml`, bytes);
      const { outputs, warnings } = await run({});
      expect(outputs.services).toEqual(['component:default/payment-api']);
      expect(warnings).toEqual([
        expect.stringMatching(/^"values\.yaml" .*passed over/),
      ]);
    },
  );

  it('tells what it did not follow, also where there is nothing else', async () => {
    const told = '"linked.yaml" is a symbolic link and is not followed.';
    symlinkSync('/etc/passwd', `${workspace.path}/linked.yaml`);
    await expect(run({})).rejects.toThrow(told);
    workspace.addContent({ 'catalog-info.yaml': catalogInfo });
    const { warnings } = await run({});
    expect(warnings).toEqual([told]);
  });

  it.each([
    ...unreadable.map(
      ([name, bytes]) => [name, 'x/nthlayer.yaml', bytes] as const,
    ),
    ['UTF-16', 'x/b.yaml', Buffer.from(`\ufeff${spec}`, 'utf16le')] as const,
    [
      'an entity in Latin-1',
      'x/c.yaml',
      Buffer.from(`${catalogInfo}# \u00e9`, 'latin1'),
    ] as const,
  ])('refuses %s that is ours', async (_, path, bytes) => {
    workspace.setContent({ 'catalog-info.yaml': catalogInfo, x: {} });
    writeFileSync(`${workspace.path}/${path}`, bytes);
    await expect(run({})).rejects.toThrow(`${path}:1:1 error file-unreadable`);
    await expect(run({ path })).rejects.toThrow(`"${path}" `);
  });
});
