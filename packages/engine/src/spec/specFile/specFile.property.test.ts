import fc from 'fast-check';
import { stringify } from 'yaml';
import { readDocuments } from '../documents';
import {
  defaultGenerationSettings,
  specContextOf,
} from '../generationSettings';
import { readServiceSpec } from '../readServiceSpec';
import { readSpecFile } from '../readSpecFile';
import { RESERVED_LABEL_NAMES } from '../labelNames';
import { KNOWN_TECHNOLOGIES } from './technologies';

const context = specContextOf(defaultGenerationSettings);

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,18}[a-z0-9]$/);
const labelName = fc
  .stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,18}$/)
  .filter(each => !each.endsWith('_') && !RESERVED_LABEL_NAMES.includes(each));
const labelValue = fc.string({ maxLength: 40 });
const percent = fc
  .integer({ min: 1, max: 9_999_999 })
  .map(digits => Number(`${digits}e-5`));
const window = fc.constantFrom('1h', '7d', '28d', '4w', '90d');
const threshold = fc.constantFrom('50ms', '250ms', '0.5s', '1s', '7.5s');

const slo = fc.oneof(
  fc.record(
    { preset: fc.constant('availability'), name, target: percent, window },
    { requiredKeys: ['preset', 'name', 'target'] },
  ),
  fc.record(
    {
      preset: fc.constant('latency'),
      name,
      target: percent,
      window,
      threshold,
    },
    { requiredKeys: ['preset', 'name', 'target', 'threshold'] },
  ),
);

const spec = fc.record(
  {
    tier: fc.constantFrom('critical', 'high', 'standard', 'low'),
    type: fc.constantFrom('api', 'worker', 'stream', 'web', 'x-mailer'),
    service: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,30}$/),
    labels: fc.dictionary(labelName, labelValue, { maxKeys: 5 }),
    dataSource: name,
    environments: fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
    slos: fc.uniqueArray(slo, {
      minLength: 1,
      maxLength: 4,
      selector: each => each.name,
    }),
    dependencies: fc.uniqueArray(
      fc.record({
        name,
        technology: fc.constantFrom(...KNOWN_TECHNOLOGIES),
        selector: fc.dictionary(labelName, labelValue, { maxKeys: 3 }),
      }),
      { maxLength: 4, selector: each => each.name },
    ),
  },
  { requiredKeys: [] },
);

const document = (value: unknown) => ({
  apiVersion: 'nthlayer.dev/v1alpha1',
  kind: 'ServiceSpec',
  metadata: { name: 'svc' },
  spec: value,
});

function read(text: string) {
  const [{ result }] = readSpecFile({ path: 'a.yaml', text }, context);
  return result;
}

describe('any spec', () => {
  it('is read as it is written, in YAML and JSON', () => {
    fc.assert(
      fc.property(spec, fc.boolean(), (value, json) => {
        const text = json
          ? JSON.stringify(document(value), null, 2)
          : stringify(document(value), { aliasDuplicateObjects: false });
        const result = read(text);

        const serious = result.diagnostics.filter(
          ({ severity }) => severity === 'error',
        );
        expect(serious).toEqual([]);
        if (result.kind !== 'spec') {
          throw new Error(result.reason);
        }
        const { slos, dependencies, ...given } = value;
        expect(result.spec).toMatchObject(given);
        expect(result.spec.labels).toEqual(value.labels ?? {});
        expect(result.spec.dependencies).toEqual(dependencies ?? []);
        const objectives = result.spec.slos.map(
          each => [each.name, each.objective] as const,
        );
        const targets = (slos ?? []).map(
          ({ name: own, target }) =>
            [own, Number(`${Math.round(target * 1e5)}e-7`)] as const,
        );
        expect(slos ? objectives : []).toEqual(targets);
      }),
      { numRuns: 100 },
    );
  });

  it('is the same when it is read again', () => {
    fc.assert(
      fc.property(spec, value => {
        const text = stringify(document(value));
        expect(read(text)).toEqual(read(text));
      }),
      { numRuns: 30 },
    );
  });
});

describe('any text', () => {
  const hostile = fc.array(
    fc.oneof(
      fc.constantFrom(
        'apiVersion: nthlayer.dev/v1alpha1\n',
        'kind: ServiceSpec\n',
        'metadata: { name: svc }\n',
        'spec:\n',
        '  slos:\n',
        '    - preset: latency\n',
        '      target: ',
        '99',
        '- ',
        '---\n',
        '&a ',
        '*a',
        '<<: ',
        '!!set ',
        '__proto__: ',
        '%YAML 1.1\n',
        '? ',
        ': ',
        '|\n',
        '"',
        '{',
        ']',
        '\t',
        'apiVersion: openslo/v1\nkind: SLO\nmetadata: { name: a }\nspec:\n',
        '  indicator: { spec: { ratioMetric: { good: ',
      ),
      fc.string({ unit: 'binary', maxLength: 10 }),
    ),
    { maxLength: 25 },
  );

  it('gives results and findings, never a throw', () => {
    fc.assert(
      fc.property(hostile, parts => {
        const file = { path: 'a.yaml', text: parts.join('') };
        const lines = file.text.split('\n').length;
        const results = readSpecFile(file, context);
        expect(results.length).toBeGreaterThan(0);
        for (const { result } of results) {
          for (const { code, position, summary } of result.diagnostics) {
            expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
            expect(position?.line ?? 1).toBeLessThanOrEqual(lines);
            expect(summary).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
          }
        }
        expect(() => readDocuments(file)).not.toThrow();
      }),
      { numRuns: 400 },
    );
  });

  it('of any shape is read field by field', () => {
    const anything = fc.anything({ withNullPrototype: false });
    const shaped = fc.record({
      apiVersion: fc.constantFrom('nthlayer.dev/v1alpha1', 'openslo/v1'),
      kind: fc.constantFrom('ServiceSpec', 'SLO', 'SLI', 'DataSource'),
      metadata: fc.oneof(fc.constant({ name: 'svc' }), anything),
      spec: fc.oneof(
        anything,
        fc.dictionary(
          fc.constantFrom(
            'tier',
            'type',
            'service',
            'labels',
            'slos',
            'dependencies',
            'environments',
            'indicator',
            'objectives',
            'timeWindow',
            'budgetingMethod',
            'alertPolicies',
          ),
          fc.oneof(anything, fc.array(anything, { maxLength: 3 })),
        ),
      ),
    });
    let specs = 0;
    fc.assert(
      fc.property(shaped, value => {
        const text = JSON.stringify(value, (_key, member: unknown) =>
          typeof member === 'bigint' ? String(member) : member,
        );
        const result = readServiceSpec(
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              name: 'svc',
              annotations: { 'nthlayer.dev/spec': 'x' },
            },
          },
          context,
          { path: 'x', text },
        );
        specs += result.kind === 'spec' ? 1 : 0;
      }),
      { numRuns: 300 },
    );
    expect(specs).toBeGreaterThan(20);
  });
});

describe('a broken field', () => {
  const broken = fc.constantFrom<[string, string]>(
    ['tier', 'x'],
    ['type', 'x'],
    ['teir', 'low'],
    ['labels', '3'],
    ['slos', '3'],
    ['environments', '3'],
    ['dependencies', '3'],
  );
  const filler = fc.array(
    fc.constantFrom('# a comment', '', '  # another', '  '),
    { maxLength: 6 },
  );

  it('is told with the line of its key', () => {
    fc.assert(
      fc.property(broken, filler, filler, ([key, value], before, after) => {
        const lines = [
          ...before,
          'apiVersion: nthlayer.dev/v1alpha1',
          'kind: ServiceSpec',
          'metadata: { name: svc }',
          'spec:',
          ...after,
          `  ${key}: ${value}`,
        ];
        const { diagnostics } = read(lines.join('\n'));
        expect(diagnostics.map(({ position }) => position?.line)).toEqual([
          lines.length,
        ]);
      }),
    );
  });
});
