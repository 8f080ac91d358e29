import { Entity } from '@backstage/catalog-model';
import { SpecReader } from '@nthlayer/backstage-plugin-nthlayer-node';
import { SpecContext, SpecResult } from '@nthlayer/engine';
import { KnownSpecFile } from '../specFiles/SpecFileStore';
import { exampleEntity } from '../__testUtils__/examples';
import { specText } from '../__testUtils__/specText';
import { readWithSpecFile } from './readWithSpecFile';

const context: SpecContext = {
  dataSources: [{ name: 'main', default: true, environments: [] }],
  serviceLabel: 'service',
};
const entity = exampleEntity('search-api', {
  'nthlayer.dev/tier': 'standard',
  'nthlayer.dev/spec': 'nthlayer.yaml',
});
const path = 'nthlayer.yaml';
const good = { path, text: specText(99.5) };
const problem = {
  severity: 'error',
  code: 'spec-file-unreadable',
  path: 'metadata.annotations["nthlayer.dev/spec"]',
  summary: 'nthlayer.yaml cannot be read: no.',
} as const;

function objectives(result: SpecResult): number[] {
  return result.kind === 'spec'
    ? result.spec.slos.map(({ objective }) => objective)
    : [];
}

const codes = ({ diagnostics }: SpecResult) =>
  diagnostics.map(({ code }) => code);

const specs = SpecReader.create();
const read = (of: Entity, known: KnownSpecFile | undefined) =>
  readWithSpecFile(specs, of, context, known);

describe('readWithSpecFile', () => {
  it('takes a file without errors for the last good one', async () => {
    const reading = await read(entity, { file: good });
    expect(objectives(reading.result)).toEqual([0.995]);
    expect(reading.good).toBe(good);
    expect(codes(reading.result)).toEqual([]);
  });

  it('needs no file', async () => {
    const reading = await read(exampleEntity('plain'), undefined);
    expect(objectives(reading.result)).toEqual([0.9995, 0.99]);
    expect(reading.good).toBeUndefined();
  });

  it.each([
    ['is not YAML', specText('[99.9'), 'invalid-yaml'],
    ['has an error', specText(120), 'invalid-target'],
    ['has no spec', 'apiVersion: v1\n', 'unknown-format'],
  ])(
    'keeps the last good file when the new one %s',
    async (_what, text, code) => {
      const file = { path, text };
      const reading = await read(entity, { file, lastGood: good });
      expect(objectives(reading.result)).toEqual([0.995]);
      expect(reading.good).toBeUndefined();
      const [first, ...others] = reading.result.diagnostics;
      expect(first).toMatchObject({
        severity: 'error',
        code,
        position: { file: path, line: expect.any(Number) },
      });
      expect(others.at(-1)?.code).toBe('spec-file-last-good');
    },
  );

  it('keeps the last good file when the new one cannot be read', async () => {
    const file = { path, problem };
    const reading = await read(entity, { file, lastGood: good });
    expect(objectives(reading.result)).toEqual([0.995]);
    expect(codes(reading.result)).toEqual([
      'spec-file-unreadable',
      'spec-file-last-good',
    ]);
  });

  it('says so of the file that stays, if it has another name', async () => {
    const file = { path: 'nthlayer.yml', problem };
    const { result } = await read(entity, {
      file,
      lastGood: good,
    });
    expect(result.diagnostics.at(-1)).toMatchObject({
      code: 'spec-file-last-good',
      summary: expect.stringContaining('nthlayer.yaml'),
    });
    expect(result.kind === 'spec' && result.spec.specFile).toBe(path);
  });

  it('falls back to the tier only where there never was a good file', async () => {
    const { result } = await read(entity, {
      file: { path, problem },
    });
    expect(objectives(result)).toEqual([0.999, 0.99]);
    expect(codes(result)).toEqual(['spec-file-unreadable']);
  });

  it('tells findings on the entity once', async () => {
    const odd = exampleEntity('search-api', {
      ...entity.metadata.annotations,
      'nthlayer.dev/teir': 'low',
    });
    const { result } = await read(odd, {
      file: { path, text: '{' },
      lastGood: good,
    });
    expect(codes(result).sort()).toEqual([
      'invalid-yaml',
      'spec-file-last-good',
      'unknown-annotation',
    ]);
  });

  it('does not bring back an entity that is switched off', async () => {
    const off = exampleEntity('search-api', {
      ...entity.metadata.annotations,
      'nthlayer.dev/enabled': 'false',
    });
    const file = { path, problem };
    const { result } = await read(off, { file, lastGood: good });
    expect(result).toMatchObject({ kind: 'none', reason: 'disabled' });
  });
});
