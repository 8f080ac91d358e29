import { generateFolders } from '../generateFolders';
import { defaultGenerationSettings, specContextOf } from './generationSettings';
import { findServiceLabelConflicts } from './findServiceLabelConflicts';
import { readSpecFile } from './readSpecFile';

const settings = { ...defaultGenerationSettings, dataSource: 'demo' };
const context = specContextOf(settings);

const read = (text: string) =>
  readSpecFile({ path: 'specs.yaml', text }, context);

function summary(text: string) {
  return read(text).map(({ entityRef, result }) => [
    entityRef,
    result.kind === 'spec'
      ? result.spec.slos.map(({ name }) => name)
      : result.reason,
    result.diagnostics.map(({ code }) => code),
  ]);
}

const spec = (name: string, text = '{}') =>
  `apiVersion: nthlayer.dev/v1alpha1\nkind: ServiceSpec\nmetadata: { name: ${name} }\nspec: ${text}\n`;

const slo = (name: string, service: string) => `apiVersion: openslo/v1
kind: SLO
metadata: { name: ${name} }
spec:
  service: ${service}
  indicator:
    metadata: { name: x }
    spec:
      ratioMetric:
        bad: { metricSource: { type: Prometheus, spec: { query: 'sum(b_total{service="${service}"})' } } }
        total: { metricSource: { type: Prometheus, spec: { query: 'sum(a_total{service="${service}"})' } } }
  timeWindow: [{ duration: 30d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: 0.99 }]
`;

describe('readSpecFile', () => {
  it.each([
    [
      'a spec',
      [spec('a')],
      [['component:default/a', ['availability', 'latency'], []]],
    ],
    [
      'two specs',
      [spec('a'), spec('b', '{ type: worker }')],
      [
        ['component:default/a', ['availability', 'latency'], []],
        ['component:default/b', ['availability', 'latency'], []],
      ],
    ],
    [
      'a spec and SLOs',
      [spec('a'), slo('own', 'a')],
      [['component:default/a', ['availability', 'latency', 'own'], []]],
    ],
    [
      'a spec that leaves only its SLOs',
      [spec('a', '{ slos: [] }'), slo('own', 'a')],
      [['component:default/a', ['own'], []]],
    ],
    [
      'an SLO in place of a default',
      [spec('a'), slo('latency', 'a')],
      [['component:default/a', ['availability', 'latency'], []]],
    ],
    [
      'an SLO and a preset of one name',
      [
        spec('a', '{ slos: [{ preset: latency, target: 99, threshold: 1s }] }'),
        slo('latency', 'a'),
      ],
      [['component:default/a', ['latency'], ['duplicate-slo-name']]],
    ],
    [
      'SLOs of two services with their specs',
      [spec('a'), spec('b'), slo('x', 'a'), slo('y', 'b')],
      [
        ['component:default/a', ['availability', 'latency', 'x'], []],
        ['component:default/b', ['availability', 'latency', 'y'], []],
      ],
    ],
    [
      'SLOs by the value of the service label',
      [spec('a', '{ service: shop }'), slo('x', 'shop')],
      [['component:default/a', ['availability', 'latency', 'x'], []]],
    ],
    [
      'a name that no entity has',
      [spec('"a b"')],
      [['specs.yaml', 'failed', ['invalid-entity']]],
    ],
    [
      'a spec without a name',
      ['apiVersion: nthlayer.dev/v1alpha1\nkind: ServiceSpec\n'],
      [['specs.yaml', 'failed', ['missing-field']]],
    ],
    ['an empty file', [''], [['specs.yaml', 'failed', ['no-spec']]]],
    ['no YAML', ['a: ['], [['specs.yaml', 'failed', ['invalid-yaml']]]],
    [
      'another format',
      ['apiVersion: srm/v1\n'],
      [['specs.yaml', 'failed', ['missing-field']]],
    ],
    [
      'a broken document beside a good one',
      ['a: [\n', spec('a')],
      [['component:default/a', ['availability', 'latency'], ['invalid-yaml']]],
    ],
  ])('reads %s', (_what, documents, expected) => {
    expect(summary(documents.join('---\n'))).toEqual(expected);
  });

  it('makes one service of each that OpenSLO documents name', () => {
    expect(
      summary([slo('x', 'a'), slo('y', 'b'), slo('z', 'a')].join('---\n')),
    ).toEqual([
      ['component:default/a', ['x', 'z'], []],
      ['component:default/b', ['y'], []],
    ]);
  });

  it('finds the line of a service that cannot be one', () => {
    const [{ entityRef, result }] = read(slo('x', '"a b"'));
    expect(entityRef).toBe('specs.yaml');
    expect(result.diagnostics).toMatchObject([
      {
        code: 'invalid-entity',
        path: 'spec.service',
        position: { file: 'specs.yaml', line: 5, column: 12 },
      },
    ]);
  });

  it('leaves the type to the entity that it does not know', () => {
    const [{ result }] = read(spec('a'));
    expect(result.kind === 'spec' && result.spec.provenance.type.source).toBe(
      'default',
    );
  });

  it('says where the name came from', () => {
    const [first, second] = [spec('a'), slo('x', 'a')].map(text => {
      const [{ result }] = read(text);
      return result.kind === 'spec' && result.spec.provenance.name;
    });
    expect(first).toEqual({
      source: 'spec-file',
      from: 'specs.yaml:3',
      path: 'metadata.name',
      column: 19,
    });
    expect(second).toEqual({
      source: 'spec-file',
      from: 'specs.yaml:5',
      path: 'spec.service',
      column: 12,
    });
  });

  it.each(['api', 'worker', 'stream'])(
    'reads the OpenSLO back that is generated for the type %s',
    type => {
      const [{ result }] = read(spec('a', `{ type: ${type}, tier: high }`));
      if (result.kind !== 'spec') {
        throw new Error('no spec');
      }
      const [{ files }] = generateFolders(result.spec, settings).folders;
      const text = files.find(({ path }) => path === 'openslo.yaml')?.content;
      const [{ entityRef, result: again }] = read(text ?? '');

      expect(entityRef).toBe('component:default/a');
      // the labels and the data source that others need
      expect(
        new Set(again.diagnostics.map(each => `${each.severity} ${each.code}`)),
      ).toEqual(new Set(['info openslo-field-ignored']));
      const slos = again.kind === 'spec' ? again.spec.slos : [];
      expect(slos).toHaveLength(2);
      expect(slos).toEqual(
        result.spec.slos.map(each => ({ ...each, name: `a-${each.name}` })),
      );
    },
  );
});

describe('OpenSLO objects', () => {
  it('are checked where no SLO uses them', () => {
    const object = (kind: string, rest: string) =>
      `apiVersion: openslo/v1\nkind: ${kind}\nmetadata: { name: a }\n${rest}\n`;
    const [{ entityRef, result }] = read(
      [
        object('AlertNotificationTarget', 'spec: { target: 3 }'),
        object(
          'AlertPolicy',
          'spec: { conditions: [{ conditionRef: b }], notificationTargets: [{ targetRef: a }] }',
        ),
        object('SLO', 'spec: {}'),
      ].join('---\n'),
    );
    expect(entityRef).toBe('specs.yaml');
    expect(
      result.diagnostics.map(({ code, path }) => `${code} ${path}`),
    ).toEqual(
      expect.arrayContaining([
        'invalid-text spec.target',
        'openslo-unknown-reference spec.conditions[0].conditionRef',
        'missing-field spec.service',
      ]),
    );
  });

  it('of v2alpha name their service', () => {
    const text = slo('own', 'till')
      .replace('openslo/v1', 'openslo.com/v2alpha')
      .replace('service:', 'serviceRef:');
    const [{ entityRef }] = read(text);
    expect(entityRef).toBe('component:default/till');
  });
});

describe('positions', () => {
  const lines = (text: string) =>
    read(text).map(({ result }) =>
      result.diagnostics.map(
        ({ code, position }) => `${code} ${position?.line}`,
      ),
    );

  it('are those of the document that describes the service', () => {
    const text = [spec('a'), spec('b', '{ slos: [] }')].join('---\n');
    expect(lines(text)).toEqual([[], ['no-slos 9']]);
    const [, { result }] = read(text);
    expect(result.kind === 'spec' && result.spec.provenance).toMatchObject({
      entityRef: { source: 'spec-file', from: 'specs.yaml:6' },
      name: { source: 'spec-file', from: 'specs.yaml:8' },
    });
  });

  it('are those of the SLO that names the service', () => {
    const broken = slo('x', 'b').replace('Occurrences', 'Timeslices');
    const found = read([slo('own', 'a'), broken].join('---\n'))[1].result;
    const noSlos = found.diagnostics.filter(({ code }) => code === 'no-slos');
    expect(noSlos).toMatchObject([{ position: { line: 19 } }]);
  });

  it('let findings on generated files stand in the second document', () => {
    const text = [spec('a'), spec('b', '{ slos: [] }')].join('---\n');
    const [, { result }] = read(text);
    const { diagnostics } =
      result.kind === 'spec'
        ? generateFolders(result.spec, settings)
        : { diagnostics: [] };
    expect(
      diagnostics.map(({ code, position }) => `${code} ${position?.line}`),
    ).toEqual(['nothing-generated 6']);
  });

  it('tell both services that share a label where they stand', () => {
    const text = [spec('a', '{ service: x }'), spec('b', '{ service: x }')];
    const specs = read(text.join('---\n')).flatMap(({ result }) =>
      result.kind === 'spec' ? result.spec : [],
    );
    const conflicts = [...findServiceLabelConflicts(specs).values()].flat();
    expect(
      conflicts.map(({ path, position }) => `${path} ${position?.line}`),
    ).toEqual(['spec.service 4', 'spec.service 9']);
  });

  it('say what a name may be', () => {
    const [{ result }] = read(spec('"a b"'));
    const invalid = result.diagnostics.find(
      ({ code }) => code === 'invalid-entity',
    );
    expect(invalid).toMatchObject({
      path: 'metadata.name',
      position: { line: 3 },
    });
    expect(invalid?.detail).toContain('63');
  });
});
