import { existsSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { FakeTerminal, run } from '../__testUtils__/FakeTerminal';
import {
  createFolder,
  readFolder,
  removeFolders,
  writeFiles,
} from '../__testUtils__/folder';
import { component, serviceSpec } from '../__testUtils__/texts';
import { runProgram } from '../program/runProgram';

afterEach(removeFolders);

const FILES = [
  '.nthlayer.json',
  'dashboard.json',
  'openslo.yaml',
  'rules.test.yaml',
  'rules.yaml',
];

const generated = (folder: string) =>
  Object.keys(readFolder(folder)).filter(path => path.startsWith(`out${sep}`));

const filesOf = (...services: string[]) =>
  services.flatMap(service => FILES.map(file => `out/${service}/${file}`));

async function generate(folder: string, ...options: string[]) {
  return run(folder, ['generate', '.', '--out', 'out', ...options]);
}

describe('nthlayer generate', () => {
  it('writes a folder a service, and touches nothing the second time', async () => {
    const folder = createFolder({
      'catalog-info.yaml': [component('shop'), component('till')].join('---\n'),
      'nthlayer.yaml': serviceSpec('alone'),
    });
    const first = await generate(folder);
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(first.stdout).toMatch(
      /^3 services in .* a second\): 12 files written, 0 unchanged\n$/,
    );
    expect(generated(folder)).toEqual(filesOf('alone', 'shop', 'till'));
    const before = readFolder(folder);
    const second = await generate(folder);
    expect(second.exitCode).toBe(0);
    expect(second.stdout).toMatch(/: 0 files written, 12 unchanged\n$/);
    expect(readFolder(folder)).toEqual(before);
  });

  it('gives environments folders of their own', async () => {
    const folder = createFolder({ 'a.yaml': component('shop') });
    const environments = [
      '--environment',
      'staging',
      '--environment',
      'production',
    ];
    await generate(folder, ...environments);
    expect(generated(folder)).toEqual(
      filesOf('shop/production', 'shop/staging'),
    );
  });

  it('writes the outputs that are asked for', async () => {
    const folder = createFolder({ 'a.yaml': component('shop') });
    const outputs = ['--output', 'alertmanager', '--output', 'mimir-rules'];
    expect(await generate(folder, ...outputs)).toMatchObject({ exitCode: 0 });
    expect(generated(folder)).toEqual(
      [
        ...filesOf('shop'),
        'out/shop/alertmanager.yaml',
        'out/shop/mimir-rules.yaml',
      ].sort(),
    );
    // and does not take them for input
    const again = await run(folder, ['validate', '.']);
    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.stdout).toContain('1 service');
  });

  describe('with the layout shared', () => {
    const shared = ['--layout', 'shared', '--output', 'mimir-rules'];

    it('writes rules that all services share, and says what is left over', async () => {
      const folder = createFolder({
        'a.yaml': [component('shop'), component('till')].join('---\n'),
      });
      await generate(folder);
      const { exitCode, stdout, stderr } = await generate(folder, ...shared);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/: 2 files written, 4 unchanged\n$/);
      expect(stderr.match(/ output-left-over:/g)).toHaveLength(4);
      const files = readFolder(folder);
      const { text } = files['out/rules/production.yaml'];
      expect(text).toContain('service=~"shop|till"');
      expect(files['out/mimir-rules/production.yaml'].text).toContain(
        'namespace: nthlayer.shared.production',
      );
      const again = await generate(folder, ...shared);
      expect(again.stdout).toMatch(/: 0 files written, 6 unchanged\n$/);
    });

    it('keeps shared rules while a service has errors', async () => {
      const folder = createFolder({
        'a.yaml': component('shop'),
        'b.yaml': component('till'),
      });
      await generate(folder, ...shared);
      const before = readFolder(folder)['out/rules/production.yaml'];
      writeFiles(folder, {
        'b.yaml': component('till', {
          annotations: { 'nthlayer.dev/spec': '../x' },
        }),
      });
      const { exitCode, stderr } = await generate(folder, ...shared);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^warning shared-rules-kept:/m);
      expect(readFolder(folder)['out/rules/production.yaml']).toEqual(before);
    });

    it('does not give a service the folder of the shared rules', async () => {
      const folder = createFolder({
        'a.yaml': component('Rules'),
        'b.yaml': component('till'),
      });
      const { exitCode, stderr } = await generate(folder, ...shared);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/ same-folder:/);
      expect(generated(folder)).not.toContain('out/rules/production.yaml');
    });

    it('does not overwrite rules of somebody else', async () => {
      const folder = createFolder({
        'a.yaml': component('shop'),
        'out/rules/production.yaml': 'groups: []\n',
      });
      const { exitCode, stderr } = await generate(folder, ...shared);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^error output-not-generated:/m);
    });

    it('tells once what is wrong with an SLO', async () => {
      const folder = createFolder({
        'nthlayer.yaml': `${serviceSpec(
          'alone',
        )}  slos: [{ preset: availability, target: 1, window: 1h }]\n`,
      });
      const { stderr } = await generate(folder, ...shared);
      const lines = stderr
        .split('\n')
        .filter(line => line.includes('too-long'));
      expect(lines.length).toBeGreaterThan(1);
      expect(new Set(lines).size).toBe(lines.length);
      expect(lines.every(line => line.startsWith('nthlayer.yaml:'))).toBe(true);
    });
  });

  it('writes nothing of a service with errors, and all of the others', async () => {
    const folder = createFolder({
      'a.yaml': component('shop', {
        annotations: {
          'nthlayer.dev/tier': 'high',
          'nthlayer.dev/spec': '../x',
        },
      }),
      'b.yaml': component('till'),
    });
    const { exitCode, stderr } = await generate(folder);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^a\.yaml:7:\d+ error spec-file-path /);
    expect(generated(folder)).toEqual(filesOf('till'));
  });

  it('names both services that would share a folder', async () => {
    const other = {
      'nthlayer.dev/tier': 'high',
      'nthlayer.dev/service': 'other',
    };
    const folder = createFolder({
      'a.yaml': component('shop'),
      'b.yaml': component('shop', { namespace: 'other', annotations: other }),
      'c.yaml': component('Shop', {
        annotations: { ...other, 'nthlayer.dev/service': 'third' },
      }),
    });
    const { exitCode, stderr } = await generate(folder);
    expect(exitCode).toBe(1);
    // entity refs do not tell upper from lower case
    expect(stderr.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(
        /same-folder.*component:default\/shop.*component:other\/shop/,
      ),
      expect.stringMatching(/c\.yaml.*service-described-twice.*a\.yaml/),
    ]);
    expect(generated(folder)).toEqual(filesOf('shop'));
  });

  it('writes neither of two services that claim the same series', async () => {
    const folder = createFolder({
      'a.yaml': component('shop'),
      'b.yaml': component('till', {
        annotations: {
          'nthlayer.dev/tier': 'high',
          'nthlayer.dev/service': 'shop',
        },
      }),
      'c.yaml': component('other'),
    });
    const { exitCode, stderr } = await generate(folder);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^a\.yaml:4:9 error service-label-conflict /m);
    expect(stderr).toMatch(/^b\.yaml:7:\d+ error service-label-conflict /m);
    expect(generated(folder)).toEqual(filesOf('other'));
  });

  describe('what is not generated any more', () => {
    const both = ['--environment', 'eu', '--environment', 'us'];

    const leftOver = (stderr: string) =>
      stderr.match(/In \S+(?=,.* not any more)/g) ?? [];

    it('is named when environments come and go', async () => {
      const folder = createFolder({ 'a.yaml': component('shop') });
      await generate(folder);
      const more = await generate(folder, ...both);
      expect(more.exitCode).toBe(0);
      expect(leftOver(more.stderr)).toEqual(['In shop']);
      const fewer = await generate(folder);
      expect(leftOver(fewer.stderr)).toEqual(['In shop/eu', 'In shop/us']);
      rmSync(join(folder, 'out/shop/eu'), { recursive: true });
      rmSync(join(folder, 'out/shop/us/rules.yaml'));
      const again = await generate(folder, '--strict');
      expect(again.exitCode).toBe(1);
      expect(again.stderr).toMatch(/In shop\/us, (?!.*rules\.yaml)/);
    });

    it('is named when a service is switched off or gone, and kept while one has errors', async () => {
      const off = {
        'nthlayer.dev/tier': 'high',
        'nthlayer.dev/enabled': 'false',
      };
      const folder = createFolder({
        'a.yaml': component('shop'),
        'b.yaml': component('till'),
        'c.yaml': component('gone'),
        'd.yaml': component('wrong'),
      });
      await generate(folder);
      writeFiles(folder, { 'b.yaml': component('till', { annotations: off }) });
      rmSync(join(folder, 'c.yaml'));
      const { exitCode, stderr } = await generate(folder);
      expect(exitCode).toBe(0);
      expect(leftOver(stderr)).toEqual(['In till']);
      expect(stderr).toMatch(/^info output-not-in-run: .*: gone\./m);
      const named = await run(folder, ['generate', 'a.yaml', '--out', 'out']);
      expect(named).toMatchObject({ exitCode: 0, stderr: '' });

      writeFiles(folder, {
        'd.yaml': component('wrong', {
          annotations: { 'nthlayer.dev/spec': '../x' },
        }),
      });
      const failed = await generate(folder);
      expect(leftOver(failed.stderr)).toEqual(['In till']);
      expect(failed.stderr).not.toContain('output-not-in-run');
    });

    it('is named of the shared rules', async () => {
      const folder = createFolder({ 'a.yaml': component('shop') });
      await generate(folder, '--layout', 'shared');
      const { stderr } = await generate(folder);
      expect(leftOver(stderr)).toEqual(['In rules']);
    });

    it('does not trust what a manifest says', async () => {
      const hash = '0'.repeat(64);
      const manifest = (name: string) =>
        JSON.stringify({
          entityRef: 'component:default/shop',
          files: { [name]: hash },
        });
      const folder = createFolder({
        'a.yaml': component('shop'),
        'out/x/.nthlayer.json': manifest('../../a.yaml'),
        'out/y/.nthlayer.json': '{}',
      });
      expect(await generate(folder)).toMatchObject({ exitCode: 0, stderr: '' });
    });
  });

  it.each([
    ['nothing to read', {}],
    ['a wrong argument', { 'a.yaml': component('shop') }, 'nowhere.yaml'],
  ])('leaves no empty folder after %s', async (_, files, name = '.') => {
    const folder = createFolder(files as Record<string, string>);
    const args = ['generate', name, '--out', 'new/out'];
    expect(await run(folder, args)).toMatchObject({ exitCode: 2 });
    expect(existsSync(join(folder, 'new'))).toBe(false);
  });

  it('makes the folders above --out', async () => {
    const folder = createFolder({ 'a.yaml': component('shop') });
    const args = ['generate', '.', '--out', 'new/deep/out'];
    expect(await run(folder, args)).toMatchObject({ exitCode: 0 });
    expect(existsSync(join(folder, 'new/deep/out/shop/rules.yaml'))).toBe(true);
  });

  it('overwrites nothing of the user without --force', async () => {
    const folder = createFolder({
      'a.yaml': component('shop'),
      'b.yaml': component('till'),
      'out/shop/rules.yaml': 'groups: []\n',
    });
    const refused = await generate(folder);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('shop/rules.yaml is there already');
    expect(generated(folder)).toEqual([
      'out/shop/rules.yaml',
      ...filesOf('till'),
    ]);
    expect((await generate(folder, '--force')).exitCode).toBe(0);
    expect(generated(folder)).toEqual(filesOf('shop', 'till'));
  });

  it.each([
    ['nothing to read', {}],
    [
      'only Components without a stack',
      { 'a.yaml': component('a', { type: 'library' }) },
    ],
    [
      'only errors',
      {
        'a.yaml': component('a', { annotations: { 'nthlayer.dev/tier': 'x' } }),
      },
    ],
    ['only refused folders', { 'a.yaml': component('a'), 'out/a': 'a file' }],
  ])('fails with %s', async (_, files: Record<string, string>) => {
    const folder = createFolder(files);
    const { exitCode, stderr } = await generate(folder);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^nthlayer: Nothing was generated: /m);
  });

  it('ends between services when it is interrupted', async () => {
    const folder = createFolder({
      'a.yaml': component('a'),
      'b.yaml': component('b'),
    });
    const terminal = new FakeTerminal({ cwd: folder });
    terminal.interrupt();
    const args = ['generate', '.', '--out', 'out'];
    expect(await runProgram(args, terminal)).toBe(130);
    expect(terminal.stderr.text).toMatch(/^Interrupted: 0 services /);
    expect(generated(folder)).toEqual([]);
  });

  it('needs --out, as a folder', async () => {
    const folder = createFolder({ 'a.yaml': component('shop') });
    const missing = await run(folder, ['generate', 'a.yaml']);
    expect(missing.exitCode).toBe(2);
    expect(missing.stderr).toContain('--out');
    const empty = await run(folder, ['generate', '.', '--out', '']);
    expect(empty.exitCode).toBe(2);
    expect(empty.stderr).toContain('It must name a folder.');
    for (const name of ['a.yaml', 'a.yaml/out']) {
      const file = await run(folder, ['generate', '.', '--out', name]);
      expect(file.exitCode).toBe(2);
      expect(file.stderr).toContain(`${name} cannot be used as --out`);
    }
  });
});
