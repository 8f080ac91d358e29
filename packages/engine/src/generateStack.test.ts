import {
  Asset,
  CounterSli,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { generateStack, GenerateStackOptions } from './generateStack';
import { createAsset, sha256 } from './hash';
import { Generator, GeneratorContext } from './ports';
import { readServiceSpec } from './spec';

const context = {
  dataSources: [
    { name: 'demo', default: true, environments: ['production', 'staging'] },
  ],
  serviceLabel: 'service',
};
const options: GenerateStackOptions = {
  environment: 'production',
  dataSource: { ...context.dataSources[0], scrapeIntervalMs: 15_000 },
  serviceLabel: 'service',
};

function specOf(tier = 'critical'): ServiceSpec {
  const result = readServiceSpec(
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'payment-api',
        annotations: { 'nthlayer.dev/tier': tier },
      },
      spec: { type: 'service' },
    },
    context,
  );
  if (result.kind === 'none') {
    throw new Error(result.reason);
  }
  return result.spec;
}

/** A generator of one asset for each part. */
function makes(id: string, ...parts: readonly Partial<Asset>[]): Generator {
  const assets = parts.map(part =>
    createAsset({
      id,
      kind: 'openslo',
      title: id,
      path: `${id}.yaml`,
      mediaType: 'application/yaml',
      content: `content of ${id}`,
      ...part,
    }),
  );
  return { id, generate: () => ({ assets, diagnostics: [] }) };
}

const spec = specOf();

it('runs the generators in order, with the SLOs of the environment', () => {
  const seen: GeneratorContext[] = [];
  const looks: Generator = {
    id: 'looks',
    generate: (_spec, given) => {
      seen.push(given);
      return {
        assets: [],
        diagnostics: [
          { severity: 'info', code: 'looked', path: '', summary: '' },
        ],
      };
    },
  };
  const stack = generateStack(spec, [makes('b', {}), looks, makes('a', {})], {
    ...options,
    diagnostics: [{ severity: 'info', code: 'read', path: '', summary: '' }],
  });

  expect(stack.assets.map(({ id }) => id)).toEqual(['b', 'a']);
  expect(stack.diagnostics.map(({ code }) => code)).toEqual(['read', 'looked']);
  expect(seen).toEqual([
    {
      environment: 'production',
      slos: stack.slos,
      serviceLabel: 'service',
      scrapeIntervalMs: 15_000,
      minBadEvents: 3,
    },
  ]);
  expect((stack.slos[0].sli as CounterSli).total.matchers).toContainEqual({
    label: 'environment',
    op: '=',
    value: 'production',
  });
});

it('hashes what the asset holds, whatever its generator says', () => {
  const [asset] = generateStack(
    spec,
    [makes('a', { sha256: 'wrong' })],
    options,
  ).assets;
  expect(asset.sha256).toBe(sha256('content of a'));
});

it('goes on without a generator that throws', () => {
  const throws: Generator = {
    id: 'broken',
    generate: () => {
      throw new Error('boom');
    },
  };
  const stack = generateStack(spec, [throws, makes('a', {})], options);

  expect(stack.assets.map(({ id }) => id)).toEqual(['a']);
  expect(stack.diagnostics).toMatchObject([
    {
      severity: 'error',
      code: 'generator-failed',
      path: 'generators["broken"]',
      detail: 'boom',
    },
  ]);
});

it.each([
  ['no generator', []],
  ['silent generators', [makes('a')]],
])('calls it an error when %s', (_what, generators) => {
  const silent = generators.map(({ id }) => makes(id));
  const stack = generateStack(spec, silent, options);

  expect(stack.assets).toEqual([]);
  expect(stack.diagnostics).toMatchObject([
    { severity: 'error', code: 'nothing-generated' },
  ]);
});

it.each([
  ['invalid-asset-id', { id: 'Not a label' }],
  ['duplicate-asset-id', { path: 'other.yaml' }],
  ['duplicate-asset-path', { id: 'other' }],
  ['invalid-asset-path', { id: 'other', path: '../etc/cron.d/x' }],
  ['invalid-asset-path', { id: 'other', path: '/etc/passwd' }],
  ['invalid-asset-path', { id: 'other', path: 'a\\b' }],
  ['invalid-asset-path', { id: 'other', path: 'a//b' }],
  ['invalid-asset-path', { id: 'other', path: '' }],
  ['invalid-asset-path', { id: 'other', path: '-rf' }],
])('leaves out an asset with %s: %j', (code, part) => {
  const stack = generateStack(spec, [makes('a', {}, part)], options);

  expect(stack.assets.map(({ id }) => id)).toEqual(['a']);
  expect(stack.diagnostics).toMatchObject([
    { severity: 'error', code, path: 'generators["a"]' },
  ]);
});

describe('the revision', () => {
  const revision = (
    of: ServiceSpec,
    generators = [makes('a', {})],
    overrides: Partial<GenerateStackOptions> = {},
  ) => generateStack(of, generators, { ...options, ...overrides }).revision;

  it('is the same for the same input', () => {
    const reordered = Object.fromEntries(
      Object.entries(specOf()).reverse(),
    ) as unknown as ServiceSpec;
    expect(revision(spec)).toMatch(/^[0-9a-f]{64}$/);
    expect(revision(reordered)).toBe(revision(spec));
    expect(
      revision(spec, undefined, {
        diagnostics: [{ severity: 'info', code: 'x', path: '', summary: '' }],
      }),
    ).toBe(revision(spec));
  });

  it('changes with spec, environment, SLOs and content', () => {
    const one = { ...options.dataSource, environments: ['production'] };
    const revisions = [
      revision(spec),
      revision(specOf('low')),
      revision(spec, [makes('a', { content: 'other' })]),
      revision(spec, undefined, { environment: 'staging' }),
      revision(spec, undefined, { dataSource: one }),
    ];
    expect(new Set(revisions).size).toBe(revisions.length);
  });
});
