import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createFolder, removeFolders } from '../__testUtils__/folder';
import { readNamedSpec } from './readNamedSpec';

afterEach(removeFolders);

function workspace(): string {
  const folder = createFolder({
    'secret.yaml': 'secret',
    'service/nthlayer.yaml': 'mine',
    'service/specs/deep.yaml': 'deep',
  });
  symlinkSync('../secret.yaml', join(folder, 'service/escape.yaml'));
  symlinkSync('..', join(folder, 'service/up'));
  symlinkSync('nthlayer.yaml', join(folder, 'service/inside.yaml'));
  symlinkSync('loop.yaml', join(folder, 'service/loop.yaml'));
  return folder;
}

async function read(reference: string) {
  const cwd = workspace();
  return readNamedSpec(reference, { cwd, folder: join(cwd, 'service') });
}

describe('readNamedSpec', () => {
  it.each([
    ['nthlayer.yaml', 'service/nthlayer.yaml', 'mine'],
    ['./specs/deep.yaml', 'service/specs/deep.yaml', 'deep'],
    ['specs/../nthlayer.yaml', 'service/nthlayer.yaml', 'mine'],
    ['inside.yaml', 'service/inside.yaml', 'mine'],
  ])('reads %s', async (reference, path, text) => {
    const { file, realPath } = await read(reference);
    expect(file).toEqual({ path, text });
    expect(realPath).toMatch(/\/(nthlayer|deep)\.yaml$/);
  });

  it.each([
    ['../secret.yaml', 'spec-path-outside'],
    ['specs/../../secret.yaml', 'spec-path-outside'],
    ['..', 'spec-path-outside'],
    ['.', 'spec-path-outside'],
    ['escape.yaml', 'spec-path-outside'],
    ['up/secret.yaml', 'spec-path-outside'],
    ['/etc/passwd', 'invalid-spec-path'],
    ['~/spec.yaml', 'invalid-spec-path'],
    ['C:\\spec.yaml', 'invalid-spec-path'],
    ['C:/spec.yaml', 'invalid-spec-path'],
    ['specs\\deep.yaml', 'invalid-spec-path'],
    ['\\\\server\\share', 'invalid-spec-path'],
    ['https://example.com/spec.yaml', 'invalid-spec-path'],
    ['file:///etc/passwd', 'invalid-spec-path'],
    ['url:./spec.yaml', 'invalid-spec-path'],
    ['nthlayer.yaml\n', 'invalid-spec-path'],
    ['nth\u0000layer.yaml', 'invalid-spec-path'],
    ['missing.yaml', 'spec-file-unreadable'],
    ['specs', 'spec-file-unreadable'],
    ['loop.yaml', 'spec-file-unreadable'],
    ['nthlayer.yaml/x', 'spec-file-unreadable'],
  ])('refuses %j: %s', async (reference, code) => {
    const { file, realPath } = await read(reference);
    expect(file).toMatchObject({
      problem: {
        severity: 'error',
        code,
        path: 'metadata.annotations["nthlayer.dev/spec"]',
      },
    });
    expect(realPath).toBeUndefined();
    expect(JSON.stringify(file)).not.toContain('secret"');
  });
});
