import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../__testUtils__/FakeTerminal';
import {
  createFolder,
  readFolder,
  removeFolders,
} from '../__testUtils__/folder';

afterEach(removeFolders);

const LEGACY = `# Checkout
service:
  name: checkout
  tier: critical # money
  type: api
  language: go
resources:
  - kind: SLO
    name: availability
    spec:
      objective: 99.9
`;

const SPEC = `# Checkout
apiVersion: nthlayer.dev/v1alpha1
kind: ServiceSpec
metadata:
  name: checkout
spec:
  tier: critical # money
  type: api
  slos:
    - preset: availability
      name: availability
      target: 99.9
`;

describe('nthlayer convert', () => {
  it('prints a spec file in another format, findings beside it', async () => {
    const folder = createFolder({ 'service.yaml': LEGACY });
    const args = ['convert', 'service.yaml', '--to', 'servicespec'];
    const { exitCode, stdout, stderr } = await run(folder, args);
    expect(stdout).toBe(SPEC);
    expect(stderr).toContain(
      'service.yaml:6:3 info field-without-effect service.language:',
    );
    expect(exitCode).toBe(0);
  });

  it('writes to a file, and over one only with --force', async () => {
    const folder = createFolder({ 'service.yaml': LEGACY });
    const args = [
      'convert',
      'service.yaml',
      '--to',
      'servicespec',
      '--out',
      'nthlayer.yaml',
    ];
    expect((await run(folder, args)).exitCode).toBe(0);
    expect(readFolder(folder)['nthlayer.yaml'].text).toBe(SPEC);
    const again = await run(folder, args);
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain('it exists already. --force');
    expect((await run(folder, [...args, '--force'])).exitCode).toBe(0);
    const gone = ['convert', 'a.yaml', '--to', 'openslo'];
    expect((await run(folder, gone)).exitCode).toBe(2);
  });

  it.each([
    ['openslo', [], 0],
    ['openslo', ['--strict'], 1],
    ['yaml', [], 2],
  ])('to %s with %j ends with %i', async (to, more, expected) => {
    const folder = createFolder({ 'service.yaml': LEGACY });
    const args = ['convert', 'service.yaml', '--to', to, ...more];
    const { exitCode, stdout } = await run(folder, args);
    expect(exitCode).toBe(expected);
    expect(stdout.includes('kind: SLO')).toBe(expected === 0);
  });

  it('converts nothing while there is an error', async () => {
    const folder = createFolder({
      'service.yaml': LEGACY.replace('tier:', 'teir:'),
    });
    const args = ['convert', 'service.yaml', '--to', 'servicespec'];
    const { exitCode, stdout, stderr } = await run(folder, args);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Did you mean tier?');
  });

  it('gives what gives the same files', async () => {
    const formats = join(__dirname, '../../../../tests/formats');
    const folder = createFolder({
      'legacy.yaml': readFileSync(join(formats, 'legacy.yaml'), 'utf8'),
    });
    const convert = ['convert', 'legacy.yaml', '--to', 'servicespec'];
    await run(folder, [...convert, '--out', 'spec.yaml']);
    for (const name of ['legacy', 'spec']) {
      const generate = ['generate', `${name}.yaml`, '--out', name];
      expect((await run(folder, generate)).exitCode).toBe(0);
    }
    const files = readFolder(folder);
    for (const name of ['rules.yaml', 'openslo.yaml', 'dashboard.json']) {
      expect(files[`spec/checkout/${name}`].text).toBe(
        files[`legacy/checkout/${name}`].text,
      );
    }
  });
});
