import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '@nthlayer/engine';
import {
  createFolder,
  readFolder,
  removeFolders,
  writeFiles,
} from '../__testUtils__/folder';
import { OutputDirectory } from './OutputDirectory';
import { planFolder } from './planFolder';

afterEach(removeFolders);

const entityRef = 'component:default/shop';

function stack(files: Readonly<Record<string, string>>, path = 'shop') {
  return {
    path,
    environment: 'production',
    files: Object.entries(files).map(([name, content]) => ({
      path: name,
      content,
    })),
  };
}

const first = { 'rules.yaml': 'one\n', 'dashboard.json': '{}\n' };
const second = { 'rules.yaml': 'two\n', 'dashboard.json': '{}\n' };

function write(
  root: string,
  files: Readonly<Record<string, string>>,
  options: { force?: boolean; entityRef?: string; path?: string } = {},
) {
  const directory = OutputDirectory.create(root, '/');
  const plan = planFolder(directory, stack(files, options.path), {
    entityRef,
    force: false,
    ...options,
  });
  const failed = plan.write();
  return {
    changed: plan.changed,
    unchanged: plan.unchanged,
    codes: [...plan.diagnostics, ...failed].map(({ code }) => code),
  };
}

const textsOf = (folder: string) =>
  Object.fromEntries(
    Object.entries(readFolder(folder)).map(([path, { text }]) => [path, text]),
  );

describe('planFolder', () => {
  it('writes the files and what it wrote, and nothing else', () => {
    const root = createFolder();
    expect(write(root, first)).toEqual({ changed: 2, unchanged: 0, codes: [] });
    const { 'shop/.nthlayer.json': manifest, ...files } = textsOf(root);
    expect(files).toEqual({
      'shop/rules.yaml': 'one\n',
      'shop/dashboard.json': '{}\n',
    });
    expect(JSON.parse(manifest)).toEqual({
      entityRef,
      files: {
        'rules.yaml': sha256('one\n'),
        'dashboard.json': sha256('{}\n'),
      },
    });
  });

  it('touches nothing that has not changed', () => {
    const root = createFolder();
    write(root, first);
    const before = readFolder(root);
    expect(write(root, first)).toEqual({ changed: 0, unchanged: 2, codes: [] });
    expect(readFolder(root)).toEqual(before);
  });

  it('replaces what it generated, and only what has changed', () => {
    const root = createFolder();
    write(root, first);
    const before = readFolder(root);
    expect(write(root, second)).toMatchObject({ changed: 1, unchanged: 1 });
    const after = readFolder(root);
    expect(after['shop/rules.yaml'].text).toBe('two\n');
    expect(after['shop/dashboard.json']).toEqual(before['shop/dashboard.json']);
    expect(after['shop/.nthlayer.json'].text).not.toContain('replaces');
  });

  it('gives each environment a folder of its own', () => {
    const root = createFolder();
    write(root, first, { path: 'shop/staging' });
    write(root, second, { path: 'shop/production' });
    expect(Object.keys(textsOf(root))).toHaveLength(6);
  });

  it.each(['rules.yaml', 'dashboard.json'])(
    'does not overwrite a %s that was there before',
    name => {
      const root = createFolder({ [`shop/${name}`]: 'mine' });
      expect(write(root, first)).toEqual({
        changed: 0,
        unchanged: 0,
        codes: ['output-not-generated'],
      });
      expect(textsOf(root)).toEqual({ [`shop/${name}`]: 'mine' });
    },
  );

  it('does not overwrite a file that was changed since, nor write the others', () => {
    const root = createFolder();
    write(root, first);
    writeFiles(root, { 'shop/dashboard.json': '{"mine":1}' });
    const before = readFolder(root);
    expect(write(root, second).codes).toEqual(['output-changed-by-hand']);
    expect(readFolder(root)).toEqual(before);
  });

  it('overwrites with force', () => {
    const root = createFolder({
      'shop/rules.yaml': 'mine',
      'shop/.nthlayer.json': 'not ours',
    });
    expect(write(root, first).codes).toEqual([
      'output-not-generated',
      'output-not-generated',
    ]);
    expect(write(root, first, { force: true }).codes).toEqual([]);
    expect(textsOf(root)['shop/rules.yaml']).toBe('one\n');
  });

  it('takes over files that are as they would be generated', () => {
    const root = createFolder({ 'shop/rules.yaml': 'one\n' });
    expect(write(root, first)).toEqual({ changed: 1, unchanged: 1, codes: [] });
  });

  it('does not take over the folder of another service', () => {
    const root = createFolder();
    write(root, first);
    const other = { entityRef: 'component:other/shop' };
    expect(write(root, second, other).codes).toEqual([
      'output-of-another-service',
    ]);
    expect(textsOf(root)['shop/rules.yaml']).toBe('one\n');
  });

  it('goes on after a run that was killed between its writes', () => {
    const root = createFolder();
    write(root, first);
    const path = join(root, 'shop/.nthlayer.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    const files = { ...manifest.files, 'rules.yaml': sha256('two\n') };
    const replaces = { 'rules.yaml': sha256('one\n') };
    writeFileSync(path, JSON.stringify({ ...manifest, files, replaces }));
    expect(write(root, { ...first, 'rules.yaml': 'three\n' }).codes).toEqual(
      [],
    );
    expect(textsOf(root)['shop/rules.yaml']).toBe('three\n');
  });

  it('says what is left over, and leaves it', () => {
    const root = createFolder();
    write(root, first);
    expect(write(root, { 'rules.yaml': 'one\n' })).toEqual({
      changed: 0,
      unchanged: 1,
      codes: ['output-left-over'],
    });
    expect(textsOf(root)['shop/dashboard.json']).toBe('{}\n');
  });

  it.each([
    ['the folder', 'shop'],
    ['a file', 'shop/rules.yaml'],
    ['the manifest', 'shop/.nthlayer.json'],
  ])('writes through no symbolic link in place of %s', (_, name) => {
    const outside = createFolder({ 'file.txt': 'untouched' });
    const root = createFolder();
    const isFolder = name === 'shop';
    if (!isFolder) {
      mkdirSync(join(root, 'shop'));
    }
    symlinkSync(
      isFolder ? outside : join(outside, 'file.txt'),
      join(root, name),
    );
    const before = readFolder(outside);
    for (const force of [false, true]) {
      expect(write(root, first, { force }).codes).toEqual([
        'output-obstructed',
      ]);
    }
    expect(readFolder(outside)).toEqual(before);
  });

  it('writes nothing when a folder stands in the way of a file', () => {
    const root = createFolder({ 'shop/rules.yaml/x': '' });
    expect(write(root, first, { force: true }).codes).toEqual([
      'output-obstructed',
    ]);
    expect(Object.keys(textsOf(root))).toEqual(['shop/rules.yaml/x']);
  });

  it.each(['../shop', '/shop', '-rf', 'a\nb', '.', 'shop/../..', ''])(
    'makes no path of %j',
    path => {
      const root = createFolder();
      expect(() => write(root, first, { path })).toThrow('Not a plain path');
      expect(readFolder(root)).toEqual({});
    },
  );
});
