import fc from 'fast-check';
import { SourceDocument } from '../documents';
import { readSpecDocuments } from '../documents/readDocuments';
import { mergeDocuments } from '../formats/mergeDocuments';
import {
  defaultGenerationSettings,
  specContextOf,
} from '../generationSettings';
import { readSpecFile } from '../readSpecFile';
import { filesRead, neededFiles } from './neededFiles';
import { readFilesBeside } from './readFilesBeside';

const context = specContextOf({
  ...defaultGenerationSettings,
  environments: ['a', 'b'],
});

const NAMES = ['a', 'b', 'base'];
const reference = fc.constantFrom(
  ...NAMES.map(name => `./${name}.yaml`),
  ...NAMES.map(name => `templates/${name}.yaml`),
  '../a.yaml',
  'spec.yaml',
  '__proto__',
  'environments/../a.yaml',
);

const slo = (name: string) => ({
  apiVersion: 'openslo/v1',
  kind: 'SLO',
  metadata: { name },
  spec: { service: 'shop', objectives: [{ target: 0.99 }] },
});

const entries = fc.array(
  fc.oneof(
    reference.map($ref => ({ $ref })),
    reference,
    fc.constantFrom(...NAMES).map(slo),
  ),
  { maxLength: 4 },
);

const template = fc.record(
  {
    extends: fc.constantFrom(...NAMES, 'template:default/base', '../a'),
    overrides: fc.record(
      { slo: fc.array(fc.record({ append: entries })) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const manifest = fc.record({
  apiVersion: fc.constant('opensrm.nthlayer.io/v2'),
  kind: fc.constantFrom('ServiceManifest', 'ServiceManifestTemplate'),
  metadata: fc.record({
    name: fc.constantFrom(...NAMES),
    labels: fc.constant({ tier: 'low' }),
  }),
  spec: fc.record(
    { service: fc.constant({ type: 'api' }), slo: entries, template },
    { requiredKeys: [] },
  ),
});

const srm = fc.record({
  apiVersion: fc.constant('srm/v1'),
  kind: fc.constant('ServiceReliabilityManifest'),
  metadata: fc.record({
    name: fc.constant('shop'),
    tier: fc.constant('low'),
    template: fc.constantFrom(...NAMES),
  }),
  spec: fc.record({ type: fc.constant('api') }),
});

const environment = fc.record({
  environment: fc.constantFrom('a', 'b', 'c'),
  service: fc.record(
    {
      tier: fc.constantFrom('low', 'high', 'lowest'),
      name: fc.constant('shop'),
    },
    { requiredKeys: [] },
  ),
});

const legacy = fc.constant({
  service: { name: 'shop', tier: 'critical', type: 'api' },
  resources: [{ kind: 'SLO', name: 'availability', spec: { objective: 99 } }],
});

const text = fc
  .oneof(manifest, srm, environment, legacy, fc.constantFrom(...NAMES).map(slo))
  .map(value => JSON.stringify(value));

const folder = fc.dictionary(
  fc.constantFrom(
    ...NAMES.map(name => `x/${name}.yaml`),
    ...NAMES.map(name => `x/templates/${name}.yaml`),
    ...NAMES.map(name => `x/environments/${name}.yaml`),
    'x/environments/spec-a.yaml',
  ),
  text,
);

describe('files of a spec', () => {
  it('come to an end, out of its folder, whatever they say of each other', async () => {
    await fc.assert(
      fc.asyncProperty(text, folder, async (root, files) => {
        const asked: string[] = [];
        const whole = await readFilesBeside(
          { path: 'x/spec.yaml', text: root },
          ['a', 'b'],
          async path => {
            asked.push(path);
            return Object.hasOwn(files, path)
              ? { text: files[path] }
              : undefined;
          },
        );
        expect(new Set(asked).size).toBe(asked.length);
        expect(asked.filter(path => !/^x\/(?!.*\.\.\/)/.test(path))).toEqual(
          [],
        );
        expect(neededFiles(whole)).toEqual([]);
        expect(asked).toEqual(expect.arrayContaining([...filesRead(whole)]));
        for (const { result } of readSpecFile(whole, context)) {
          for (const { code, summary, detail } of result.diagnostics) {
            expect(code).toMatch(/^[a-z][a-z-]+$/);
            expect(`${summary}${detail}`).toMatch(/^\P{Cc}+$/u);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('say the same in whatever order they were found', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(legacy, manifest).map(value => JSON.stringify(value)),
        folder,
        fc.integer(),
        async (root, files, turn) => {
          const whole = await readFilesBeside(
            { path: 'x/spec.yaml', text: root },
            ['a', 'b'],
            async path =>
              Object.hasOwn(files, path) ? { text: files[path] } : undefined,
          );
          const found = whole.beside?.files ?? [];
          const at = found.length > 0 ? Math.abs(turn) % found.length : 0;
          const turned = {
            ...whole,
            ...(whole.beside && {
              beside: {
                ...whole.beside,
                files: [...found.slice(at), ...found.slice(0, at)].reverse(),
              },
            }),
          };
          expect(readSpecFile(turned, context)).toEqual(
            readSpecFile(whole, context),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('of environments change one each', async () => {
    const tiers = fc.constantFrom('low', 'standard', 'high', 'critical');
    await fc.assert(
      fc.asyncProperty(tiers, tiers, async (a, b) => {
        const read = async (names: readonly string[]) => {
          const whole = await readFilesBeside(
            {
              path: 'spec.yaml',
              text: 'service: { name: shop, tier: critical, type: api }\n',
            },
            names,
            async path => {
              const [, name] = /^environments\/([ab])\.yaml$/.exec(path) ?? [];
              return name === undefined
                ? undefined
                : {
                    text: `environment: ${name}\nservice: { tier: ${
                      name === 'a' ? a : b
                    } }\n`,
                  };
            },
          );
          const [{ result }] = readSpecFile(whole, context);
          return result.kind === 'spec' ? result.spec.overlays : undefined;
        };
        expect(await read(['a', 'b'])).toEqual(await read(['b', 'a']));
        expect(await read(['a', 'b'])).toEqual({
          ...(await read(['a'])),
          ...(await read(['b'])),
        });
      }),
      { numRuns: 20 },
    );
  });
});

const key = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString');
const { value: json } = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.integer(),
    fc.array(fc.integer(), { maxLength: 2 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const object = fc.dictionary(key, json, { maxKeys: 4, noNullPrototype: true });

function documentOf(value: unknown, file: string): SourceDocument {
  const [document] = readSpecDocuments({
    path: file,
    text: JSON.stringify({ root: value }, undefined, 1),
  }).documents;
  return document;
}

type Path = readonly (string | number)[];

/** Paths of all values, those in lists too. */
function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  const inner =
    typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [
    path,
    ...inner.flatMap(([name, item]) =>
      pathsOf(item, [...path, Array.isArray(value) ? Number(name) : name]),
    ),
  ];
}

describe('a document on top of another', () => {
  const whole = () => false;
  const merge = (base: unknown, own: unknown) =>
    mergeDocuments(
      documentOf(base, 'base.yaml'),
      documentOf(own, 'own.yaml'),
      whole,
    );

  it('keeps what it says, adds what it does not say, and reaches no prototype', () => {
    fc.assert(
      fc.property(object, object, (base, own) => {
        expect(merge(own, own).value).toEqual({ root: own });
        expect(merge({}, own).value).toEqual({ root: own });
        expect(merge(base, {}).value).toEqual({ root: base });
        const once = merge(base, own);
        const twice = mergeDocuments(once, documentOf(own, 'own.yaml'), whole);
        expect(twice.value).toEqual(once.value);
        expect(Object.prototype).not.toHaveProperty('a');
        expect(Object.getPrototypeOf(once.value)).toBe(Object.prototype);
      }),
      { numRuns: 200 },
    );
  });

  it('knows of every value in which of the two it stands', () => {
    fc.assert(
      fc.property(object, object, (base, own) => {
        const merged = merge(base, own);
        const mine = new Set(
          pathsOf({ root: own }).map(path => JSON.stringify(path)),
        );
        for (const path of pathsOf(merged.value)) {
          expect(merged.locate(path)?.file).toBe(
            mine.has(JSON.stringify(path)) ? 'own.yaml' : 'base.yaml',
          );
        }
      }),
      { numRuns: 100 },
    );
  });
});
