import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { findSourceFiles, locate, readTextFile, writeFiles } from '.';

const root = createMockDirectory();
const outside = createMockDirectory();

function write(files: Record<string, string>, overwrite = false) {
  return writeFiles({
    workspacePath: root.path,
    input: 'targetPath',
    files: Object.entries(files).map(([path, content]) => ({ path, content })),
    overwrite,
  });
}

function find(path: string, except?: string) {
  return findSourceFiles({
    workspacePath: root.path,
    input: 'path',
    path,
    ...(except && { except }),
  });
}

beforeEach(() => {
  root.setContent({ 'a.yaml': 'a: 1\n', sub: { 'b.yml': 'b: 1\n' } });
  outside.setContent({ 'secret.yaml': 'secret: 1\n' });
});

describe('locate', () => {
  const at = (path: string) =>
    locate({ workspacePath: root.path, input: 'path', path });

  it('tells files, folders and what is not there', async () => {
    expect(await at('a.yaml')).toMatchObject({ path: 'a.yaml', kind: 'file' });
    expect(await at('./sub/')).toMatchObject({ path: 'sub', kind: 'folder' });
    expect(await at('.')).toMatchObject({ path: '.', kind: 'folder' });
    expect(await at('new/x')).toMatchObject({ path: 'new/x', kind: 'missing' });
  });

  it.each([
    ['link.yaml', 'secret.yaml'],
    ['dir/secret.yaml', ''],
    ['dir/new.yaml', ''],
    ['dangling', 'nowhere'],
  ])('refuses %s, which goes through a link', async (path, to) => {
    symlinkSync(`${outside.path}/${to}`, `${root.path}/${path.split('/')[0]}`);
    await expect(at(path)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(
        /"(link\.yaml|dir|dangling)" is a symbolic link/,
      ),
    });
  });

  it('refuses a file on the way', async () => {
    await expect(at('a.yaml/b')).rejects.toThrow('"a.yaml" is a file');
  });
});

describe('readTextFile', () => {
  it.each([
    ['latin.yaml', Buffer.from([0x61, 0xe9, 0x0a]), 'is not UTF-8'],
    ['large.yaml', Buffer.alloc(4 * 1024 * 1024 + 1, 'a'), 'are not read'],
  ])('refuses %s', async (path, bytes, message) => {
    writeFileSync(`${root.path}/${path}`, bytes);
    const location = await locate({
      workspacePath: root.path,
      input: 'path',
      path,
    });
    await expect(readTextFile(location)).rejects.toThrow(message);
  });
});

describe('findSourceFiles', () => {
  it('finds by path, without links, hidden folders, modules and the excepted folder', async () => {
    root.addContent({
      '.hidden': { 'x.yaml': 'x: 1' },
      node_modules: { 'y.yaml': 'y: 1' },
      out: { 'z.yaml': 'z: 1' },
      'note.md': '#',
    });
    symlinkSync(outside.path, `${root.path}/linked`);
    const { files, links } = await find('.', 'out');
    expect(files.map(({ path }) => path)).toEqual(['a.yaml', 'sub/b.yml']);
    expect(links).toEqual(['linked']);
  });

  it('says which input names nothing', async () => {
    await expect(find('nowhere')).rejects.toThrow(
      'path "nowhere" is not in the workspace',
    );
  });
});

describe('writeFiles', () => {
  it('writes all, and nothing the second time', async () => {
    const files = { 'x/y/1.yaml': 'one', 'x/2.yaml': 'two' };
    expect(await write(files)).toEqual({
      written: Object.keys(files),
      unchanged: [],
    });
    expect(await write(files)).toEqual({
      written: [],
      unchanged: Object.keys(files),
    });
    expect(root.content()).toMatchObject({
      x: { y: { '1.yaml': 'one' }, '2.yaml': 'two' },
    });
  });

  it.each([
    [
      'a file with other content',
      { 'new.yaml': 'n', 'a.yaml': 'other' },
      'ConflictError',
    ],
    ['a folder in the way', { 'new.yaml': 'n', sub: 'other' }, 'ConflictError'],
    ['a path that leads out', { 'new.yaml': 'n', '../x': 'x' }, 'InputError'],
  ])('writes nothing because of %s', async (_, files, name) => {
    const before = root.content();
    await expect(write(files)).rejects.toMatchObject({ name });
    expect(root.content()).toEqual(before);
  });

  it('replaces where it may', async () => {
    const { written } = await write({ 'a.yaml': 'other' }, true);
    expect(written).toEqual(['a.yaml']);
    expect(root.content()).toMatchObject({ 'a.yaml': 'other' });
  });

  it('puts everything back when a later file cannot be moved', async () => {
    const before = root.content();
    const files = { 'a.yaml': 'other', 'n/e/w': '1', p: '2', 'p/q': '3' };
    await expect(write(files, true)).rejects.toThrow();
    expect(root.content()).toEqual(before);
  });

  it('does not write through a link to a folder outside', async () => {
    symlinkSync(outside.path, `${root.path}/out`);
    await expect(write({ 'out/x.yaml': 'x' }, true)).rejects.toThrow('link');
    expect(outside.content()).toEqual({ 'secret.yaml': 'secret: 1\n' });
  });

  it('writes nothing once it is aborted', async () => {
    mkdirSync(`${root.path}/later`);
    const before = root.content();
    const aborted = writeFiles({
      workspacePath: root.path,
      input: 'path',
      files: [{ path: 'later/x', content: 'x' }],
      overwrite: false,
      signal: AbortSignal.abort(),
    });
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    expect(root.content()).toEqual(before);
  });
});
