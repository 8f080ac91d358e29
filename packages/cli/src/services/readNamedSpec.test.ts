import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { defaultGenerationSettings, specContextOf } from '@nthlayer/engine';
import { createFolder, removeFolders } from '../__testUtils__/folder';
import { readNamedSpec } from './readNamedSpec';

const context = specContextOf(defaultGenerationSettings);

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

const SPEC = 'nthlayer.dev/spec';
const MANIFEST = 'opensrm.nthlayer.io/manifest';

const entity = (annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', annotations },
});

async function read(reference: string) {
  const cwd = workspace();
  const named = await readNamedSpec(entity({ [SPEC]: reference }), {
    context,
    cwd,
    folder: join(cwd, 'service'),
  });
  return named!;
}

describe('readNamedSpec', () => {
  it.each([
    ['nthlayer.yaml', 'service/nthlayer.yaml', 'mine'],
    ['./specs/deep.yaml', 'service/specs/deep.yaml', 'deep'],
    ['.//specs//deep.yaml', 'service/specs/deep.yaml', 'deep'],
    ['inside.yaml', 'service/inside.yaml', 'mine'],
  ])('reads %s', async (reference, path, text) => {
    const { file, realPath } = await read(reference);
    expect(file).toEqual({ path, text });
    expect(realPath).toMatch(/\/(nthlayer|deep)\.yaml$/);
  });

  it.each([
    ['../secret.yaml', 'spec-file-path'],
    ['specs/../../secret.yaml', 'spec-file-path'],
    ['specs/../nthlayer.yaml', 'spec-file-path'],
    ['..', 'spec-file-path'],
    ['.', 'spec-file-path'],
    ['./', 'spec-file-path'],
    ['specs/', 'spec-file-path'],
    ['/etc/passwd', 'spec-file-path'],
    ['//server/share', 'spec-file-path'],
    ['~/spec.yaml', 'spec-file-path'],
    ['C:\\spec.yaml', 'spec-file-path'],
    ['C:/spec.yaml', 'spec-file-path'],
    ['specs\\deep.yaml', 'spec-file-path'],
    ['\\\\server\\share', 'spec-file-path'],
    ['https://example.com/spec.yaml', 'spec-file-path'],
    ['file:///etc/passwd', 'spec-file-path'],
    ['url:./spec.yaml', 'spec-file-path'],
    ['nth\nlayer.yaml', 'spec-file-path'],
    ['nth\u0000layer.yaml', 'spec-file-path'],
    ['nthlayer.yaml?ref=main', 'spec-file-path'],
    ['escape.yaml', 'spec-file-outside'],
    ['up/secret.yaml', 'spec-file-outside'],
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

  it('refuses a path without an end', async () => {
    const { file } = await read('a'.repeat(501));
    expect(file).toMatchObject({ problem: { code: 'spec-file-path' } });
  });

  it('points to the annotation that names the file', async () => {
    const cwd = workspace();
    const folder = join(cwd, 'service');
    const named = await readNamedSpec(entity({ [MANIFEST]: '../x' }), {
      context,
      cwd,
      folder,
    });
    expect(named?.file).toMatchObject({
      problem: { path: `metadata.annotations["${MANIFEST}"]` },
    });
    expect(
      await readNamedSpec(entity({}), { context, cwd, folder }),
    ).toBeUndefined();
  });
});
