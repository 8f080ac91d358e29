import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defaultGenerationSettings, specContextOf } from '@nthlayer/engine';
import { createFolder, removeFolders } from '../__testUtils__/folder';
import { withFilesBeside } from './withFilesBeside';

afterEach(removeFolders);

const MANIFEST = `apiVersion: opensrm.nthlayer.io/v2
kind: ServiceManifest
spec:
  slo:
`;

async function read(reference: string) {
  const cwd = createFolder({
    'secret.yaml': 'secret',
    'svc/slos/a.yaml': 'a',
    'svc/slos/wide.yaml': 'a\0b\0',
  });
  symlinkSync('../secret.yaml', join(cwd, 'svc/escape.yaml'));
  symlinkSync('..', join(cwd, 'svc/up'));
  symlinkSync('slos/a.yaml', join(cwd, 'svc/inside.yaml'));
  symlinkSync('loop.yaml', join(cwd, 'svc/loop.yaml'));
  const path = 'svc/pay.yaml';
  const real: string[] = [];
  const file = await withFilesBeside(
    { path, text: `${MANIFEST}    - $ref: ${reference}\n` },
    {
      context: specContextOf(defaultGenerationSettings),
      cwd,
      folder: join(cwd, dirname(path)),
      onFile: each => real.push(each.slice(each.indexOf('svc'))),
    },
  );
  const [found] = file.beside?.files ?? [];
  return { found, real };
}

describe('withFilesBeside', () => {
  it.each([
    ['slos/a.yaml', 'svc/slos/a.yaml'],
    ['./inside.yaml', 'svc/slos/a.yaml'],
  ])('reads %s', async (reference, real) => {
    expect(await read(reference)).toEqual({
      found: { path: `svc/${reference.replace('./', '')}`, text: 'a' },
      real: [real],
    });
  });

  it.each([
    ['escape.yaml', 'spec-file-outside'],
    ['up/secret.yaml', 'spec-file-outside'],
    ['loop.yaml', 'spec-file-unreadable'],
    ['slos', 'spec-file-unreadable'],
    ['slos/wide.yaml', 'spec-file-unreadable'],
  ])('refuses %s', async (reference, code) => {
    const { found, real } = await read(reference);
    expect(found).toMatchObject({ problem: { code } });
    expect(real).toEqual([]);
  });

  it.each(['b.yaml', 'slos/a.yaml/b.yaml'])(
    'knows that %s is not there',
    async reference => {
      const { found } = await read(reference);
      expect(found).toEqual({ path: `svc/${reference}`, missing: true });
    },
  );
});
