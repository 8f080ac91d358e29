import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createFolder, removeFolders } from '../__testUtils__/folder';
import { fileReader } from './fileReader';

afterEach(removeFolders);

function reader() {
  const cwd = createFolder({
    'secret.yaml': 'secret',
    'service/nthlayer.yaml': 'mine',
    'service/specs/deep.yaml': 'deep',
    'service/wide.yaml': 'a\0b\0',
  });
  symlinkSync('../secret.yaml', join(cwd, 'service/escape.yaml'));
  symlinkSync('..', join(cwd, 'service/up'));
  symlinkSync('nthlayer.yaml', join(cwd, 'service/inside.yaml'));
  symlinkSync('loop.yaml', join(cwd, 'service/loop.yaml'));
  return fileReader(cwd, join(cwd, 'service'));
}

describe('fileReader', () => {
  it.each([
    ['service/nthlayer.yaml', 'mine', 'nthlayer.yaml'],
    ['service/specs/deep.yaml', 'deep', 'deep.yaml'],
    ['service/inside.yaml', 'mine', 'nthlayer.yaml'],
  ])('reads %s', async (path, text, real) => {
    const { read, keyOf } = reader();
    expect(await read(path)).toEqual({ text });
    expect(await keyOf?.(path)).toMatch(new RegExp(`/service/.*${real}$`));
  });

  it.each([
    ['service/escape.yaml', 'spec-file-outside'],
    ['service/up/secret.yaml', 'spec-file-outside'],
    ['secret.yaml', 'spec-file-outside'],
    ['service/specs', 'spec-file-unreadable'],
    ['service/loop.yaml', 'spec-file-unreadable'],
    ['service/wide.yaml', 'spec-file-unreadable'],
  ])('refuses %s: %s', async (path, code) => {
    const answer = await reader().read(path);
    expect(answer).toMatchObject({
      problem: { code, summary: expect.stringContaining(path) },
    });
    expect(answer).not.toHaveProperty('text');
  });

  it.each([
    'service/missing.yaml',
    'service/nthlayer.yaml/x',
    'nowhere/a.yaml',
  ])('knows that %s is not there', async path => {
    expect(await reader().read(path)).toBeUndefined();
  });
});
