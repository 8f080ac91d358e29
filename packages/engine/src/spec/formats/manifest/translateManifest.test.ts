import { findingsIn, readText, slosIn } from '../__testUtils__/readText';

const HEAD = 'apiVersion: opensrm.nthlayer.io/v2\nkind: ServiceManifest\n';

const manifest = (
  spec: string,
  metadata = '{ name: pay, labels: { tier: high } }',
) => `${HEAD}metadata: ${metadata}\nspec: ${spec}\n`;

const slo = (name: string, target = 0.99) =>
  `{ apiVersion: openslo/v1, kind: SLO, metadata: { name: ${name} }, spec: { service: pay, budgetingMethod: Occurrences, timeWindow: [{ duration: 30d, isRolling: true }], indicator: { metadata: { name: i }, spec: { ratioMetric: { counter: true, bad: { metricSource: { type: Prometheus, spec: { query: 'sum(b_total{service="pay"})' } } }, total: { metricSource: { type: Prometheus, spec: { query: 'sum(a_total{service="pay"})' } } } } } }, objectives: [{ target: ${target} }] } }`;

const template = (spec: string, metadata = '{ name: base }') =>
  `---\napiVersion: opensrm.nthlayer.io/v2\nkind: ServiceManifestTemplate\nmetadata: ${metadata}\nspec: ${spec}\n`;

const EXTENDS = "template: { extends: 'template:default/base' }";

describe('OpenSRM 2', () => {
  it('reads a service and the OpenSLO documents in it', () => {
    const text = manifest(
      `{ owner: { group: 'group:default/pay' }, service: { name: payments, type: worker }, slo: [${slo(
        'own',
      )}], dependencies: [{ service: 'component:shop/users' }] }`,
      '{ name: pay, labels: { tier: high, domain: commerce } }',
    );
    const result = readText(text);
    expect(result.kind === 'spec' && result.spec).toMatchObject({
      name: 'pay',
      service: 'payments',
      tier: 'high',
      type: 'worker',
      labels: { domain: 'commerce' },
      dependencies: [{ name: 'users', ref: 'component:shop/users' }],
    });
    expect(slosIn(text)).toEqual(['own 0.99 ratio']);
    expect(findingsIn(text)).toEqual([]);
  });

  it('extends a template of the same file', () => {
    const text = `${manifest(
      `{ slo: [${slo('b', 0.9)}], ${EXTENDS} }`,
    )}${template(`{ slo: [${slo('a')}, ${slo('b')}] }`)}`;
    expect(slosIn(text)).toEqual(['a 0.99 ratio', 'b 0.9 ratio']);
    expect(findingsIn(text)).toEqual([]);
  });

  it('has the contact of a template, and tells what is not inherited', () => {
    const text = `${manifest(`{ ${EXTENDS} }`)}${template(
      '{ owner: { group: "group:a", technical_contact: "user:c" }, judgment_slo: [{ metadata: { name: a } }], slos: [] }',
      '{ name: base, labels: { tier: low }, owner: a }',
    )}extra: 1\n`;
    const result = readText(text);
    expect(result.kind === 'spec' && result.spec).toMatchObject({
      tier: 'high',
      runbook: { contact: 'user:c' },
    });
    expect(findingsIn(text)).toEqual([
      'unknown-field extra',
      'field-without-effect metadata.labels',
      'unknown-field metadata.owner',
      'unknown-field spec.slos',
      'slo-not-measured spec.judgment_slo[0]',
      'no-effect-yet spec.owner.technical_contact',
    ]);
  });

  it.each([
    ['users', 'component:default/users'],
    ['shop/users', 'component:shop/users'],
    ['api:users', 'api:default/users'],
  ])('depends on the service %s', (service, ref) => {
    const result = readText(
      manifest(`{ dependencies: [{ service: '${service}' }] }`),
    );
    expect(result.kind === 'spec' && result.spec.dependencies).toMatchObject([
      { name: 'users', ref },
    ]);
  });

  it('tells of templates of one name, and of one that nobody extends', () => {
    const text = [
      manifest(`{ ${EXTENDS} }`),
      template('{}'),
      template('{}'),
      template('{}', '{ name: other }'),
    ].join('');
    expect(findingsIn(text)).toEqual([
      'duplicate-template metadata.name',
      'template-alone kind',
    ]);
  });

  it('places findings of a template where the template has them', () => {
    const text = `${manifest(`{ ${EXTENDS} }`)}${template(
      `\n  slo:\n    - ${slo('a', 2)}`,
    )}`;
    const [found] = readText(text).diagnostics;
    expect(found).toMatchObject({
      code: 'invalid-target',
      path: 'spec.slo[0].spec.objectives[0].target',
      position: { file: 'service.yaml', line: 11 },
    });
  });

  it.each([
    [manifest('{ dependencies: [{}] }'), 'Add service: component:default/'],
    [manifest('{ tier: low }'), 'It belongs under labels of metadata.'],
    ['kind: ServiceManifest\n', 'Add apiVersion: opensrm.nthlayer.io/v2.'],
  ])('says how to mend %s', (text, hint) => {
    const [{ summary, detail }] = readText(text).diagnostics;
    expect(detail).toContain(hint);
    expect(summary).not.toContain('undefined');
  });

  it.each([
    [manifest(`{ ${EXTENDS} }`), ['unknown-template spec.template.extends']],
    [
      `${manifest(`{ ${EXTENDS} }`)}${template(`{ ${EXTENDS} }`)}`,
      ['template-of-template spec.template'],
    ],
    [
      manifest("{ slo: [{ $ref: './a.yaml' }] }"),
      ['reference-not-read spec.slo[0].$ref'],
    ],
    [manifest('{ slo: [5] }'), ['wrong-type spec.slo[0]']],
    [
      manifest(
        '{ slo: [null, { $ref: null }], judgment_slo: [null], dependencies: [null, component:a, { service: "a:b:c" }], template: { overrides: { slo: [null] } } }',
      ),
      [
        'wrong-type spec.template.overrides.slo[0]',
        'wrong-type spec.slo[0]',
        'wrong-type spec.slo[1].$ref',
        'wrong-type spec.judgment_slo[0]',
        'wrong-type spec.dependencies[0]',
        'wrong-type spec.dependencies[1]',
        'invalid-ref spec.dependencies[2].service',
      ],
    ],
    [
      'kind: ServiceManifest\nmetadata: { name: a }\n',
      ['missing-field apiVersion'],
    ],
    [
      manifest('{ judgment_slo: [{ metadata: { name: a } }] }'),
      ['slo-not-measured spec.judgment_slo[0]'],
    ],
    [
      manifest(
        '{ owner: { group: "group:a", escalation: "group:b", technical_contact: "user:c" } }',
      ),
      [
        'field-without-effect spec.owner.escalation',
        'no-effect-yet spec.owner.technical_contact',
      ],
    ],
    [
      manifest('{ outcomes: {}, contract: [] }'),
      ['field-without-effect spec.outcomes', 'unknown-field spec.contract'],
    ],
    [
      manifest(`{ dependencies: [{ service: 'a b' }, {}] }`),
      [
        'missing-field spec.dependencies[1].service',
        'invalid-ref spec.dependencies[0].service',
      ],
    ],
    [manifest('{}', '{ labels: { tier: high } }'), ['missing-field metadata']],
    [
      'apiVersion: opensrm.nthlayer.io/v3\nkind: ServiceManifest\n',
      ['unknown-version apiVersion'],
    ],
    [`${HEAD.replace('Manifest', 'Manifst')}`, ['unknown-kind kind']],
    [
      'apiVersion: opensrm.nthlayer.io/v2\nkind: JudgmentSLO\n',
      ['slo-not-measured '],
    ],
  ])('tells of %s', (text, expected) => {
    expect(findingsIn(text)).toEqual(expected);
  });
});
