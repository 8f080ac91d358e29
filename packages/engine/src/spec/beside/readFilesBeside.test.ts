import {
  defaultGenerationSettings,
  specContextOf,
} from '../generationSettings';
import { readSpecFile } from '../readSpecFile';
import { environmentsToLookFor } from './environmentsToLookFor';
import { filesRead, neededFiles } from './neededFiles';
import { readFilesBeside } from './readFilesBeside';

const settings = {
  ...defaultGenerationSettings,
  environments: ['production', 'staging'],
};
const context = specContextOf(settings);

type Files = Readonly<Record<string, string>>;

/** Reads the first of some files, with the others beside it. */
async function read(files: Files, environments = settings.environments) {
  const asked: string[] = [];
  const [[path, text]] = Object.entries(files);
  const file = await readFilesBeside(
    { path, text },
    environments,
    async name => {
      asked.push(name);
      return Object.hasOwn(files, name) ? { text: files[name] } : undefined;
    },
  );
  const [{ result }] = readSpecFile(file, context);
  return {
    asked,
    file,
    result,
    spec: result.kind === 'spec' ? result.spec : undefined,
    found: result.diagnostics
      .filter(({ severity }) => severity !== 'info')
      .map(
        ({ code, position }) => `${code} ${position?.file}:${position?.line}`,
      ),
  };
}

const LEGACY = `service: { name: pay, tier: critical, type: api }
resources:
  - kind: SLO
    name: availability
    spec:
      objective: 99.95
      indicator: { type: availability }
`;

const environment = (name: string, rest = 'service: { tier: low }') =>
  `environment: ${name}\n${rest}\n`;

describe('files of environments', () => {
  it('become overlays, and say where their values stand', async () => {
    const { spec, found } = await read({
      'svc/pay.yaml': LEGACY,
      'svc/environments/staging.yaml': environment(
        'staging',
        'service: { tier: low }\nresources:\n  - kind: SLO\n    name: availability\n    spec: { objective: 99 }',
      ),
    });
    expect(found).toEqual([]);
    expect(spec).toMatchObject({
      tier: 'critical',
      environments: ['staging', 'production'],
      slos: [{ objective: 0.9995 }],
      overlays: {
        staging: {
          tier: 'low',
          slos: [{ name: 'availability', objective: 0.99 }],
          provenance: {
            tier: {
              source: 'spec-file',
              from: 'svc/environments/staging.yaml:2',
            },
            'slos.availability.objective': {
              from: 'svc/environments/staging.yaml:6',
            },
          },
        },
      },
    });
  });

  it('are looked for as NthLayer does: one a environment, the nearest first', async () => {
    const { asked, spec, file } = await read({
      'svc/pay.yaml': LEGACY,
      'svc/environments/pay-staging.yaml': environment('staging'),
      'svc/environments/staging.yaml': environment(
        'staging',
        'service: { tier: high }',
      ),
    });
    expect(asked).toEqual([
      'svc/environments/pay-production.yaml',
      'svc/environments/production.yaml',
      'svc/.nthlayer/environments/pay-production.yaml',
      'svc/environments/pay-staging.yaml',
    ]);
    expect(spec?.overlays).toMatchObject({ staging: { tier: 'low' } });
    expect(neededFiles(file)).toEqual([]);
    expect(filesRead(file)).toEqual(['svc/environments/pay-staging.yaml']);
  });

  it('know their environment, and what they say of the service goes before its own', async () => {
    const { spec, found } = await read({
      'pay.yaml': LEGACY.replace('name: availability', 'name: low-staging'),
      'environments/staging.yaml': environment(
        'Staging',
        "service: { tier: low }\nresources: [{ kind: SLO, name: '${tier}-${env}', spec: { objective: 90 } }]",
      ),
    });
    expect(found).toEqual([]);
    expect(spec?.overlays?.staging.slos).toMatchObject([
      { name: 'low-staging', objective: 0.9 },
    ]);
  });

  it.each([
    [environment('prod'), ['other-environment environments/staging.yaml:1']],
    [
      'service: { tier: low }',
      ['other-environment environments/staging.yaml:1'],
    ],
    ['environment: [', ['invalid-yaml environments/staging.yaml:1']],
    [
      environment('staging', 'service: { name: other, tier: low }'),
      ['environment-file-not-read environments/staging.yaml:1'],
    ],
    [
      environment('staging', 'service: { tier: lowest }'),
      ['unknown-tier environments/staging.yaml:2'],
    ],
    [
      environment(
        'staging',
        'resources:\n  - kind: SLO\n    name: availability\n    spec: { indicator: { query: a / b } }',
      ),
      ['same-in-all-environments environments/staging.yaml:5'],
    ],
    [
      environment(
        'staging',
        "resources: [{ kind: SLO, name: '${nobody}', spec: { objective: 9 } }]",
      ),
      [
        'unknown-variable environments/staging.yaml:2',
        'unknown-slo environments/staging.yaml:2',
      ],
    ],
    [
      '__proto__: { tier: low }\nenvironment: staging\nservice: { __proto__: { tier: low } }',
      [
        'unknown-field environments/staging.yaml:3',
        'unknown-field environments/staging.yaml:1',
      ],
    ],
  ])('%s is told of in its own file', async (text, expected) => {
    const { found, spec } = await read({
      'pay.yaml': LEGACY,
      'environments/staging.yaml': text,
    });
    expect([...found].sort()).toEqual([...expected].sort());
    expect(spec?.environments).toEqual(
      expect.arrayContaining(['production', 'staging']),
    );
    expect(Object.prototype).not.toHaveProperty('tier');
  });
});

describe('templates of NthLayer itself', () => {
  const pay = `service: { name: pay, tier: high, type: api, template: mobile-api }
resources:
  - { kind: SLO, name: availability, spec: { objective: 99.5 } }
`;

  it('give the resources that the service does not have', async () => {
    const { spec, found } = await read({
      'svc/pay.yaml': pay,
      'svc/.nthlayer/templates/mobile-api.yaml': `name: mobile-api
resources:
  - { kind: SLO, name: availability, spec: { objective: 90 } }
  - { kind: SLO, name: '\${service}-latency', spec: { objective: 95, indicator: { type: latency, threshold_ms: 800 } } }
  - { kind: PagerDuty, name: primary, spec: { service_id: PABC123 } }
`,
    });
    expect(found).toEqual([]);
    expect(spec).toMatchObject({
      slos: [
        { name: 'pay-latency', objective: 0.95 },
        { name: 'availability', objective: 0.995 },
      ],
      paging: { service: 'PABC123' },
    });
    expect(spec?.provenance['slos.pay-latency.objective']).toMatchObject({
      from: 'svc/.nthlayer/templates/mobile-api.yaml:4',
    });
  });

  it.each([
    [undefined, ['unknown-template pay.yaml:1']],
    ['name: mobile-api', ['unknown-template pay.yaml:1']],
    ['resources: 5', ['wrong-type .nthlayer/templates/mobile-api.yaml:1']],
  ])('%j is told of', async (text, expected) => {
    const { found } = await read({
      'pay.yaml': pay,
      ...(text !== undefined && {
        '.nthlayer/templates/mobile-api.yaml': text,
      }),
    });
    expect(found).toEqual(expected);
  });

  it('are named, not located', async () => {
    const { found, asked } = await read({
      'pay.yaml': pay.replace('mobile-api', "'../../mobile'"),
    });
    expect(found).toEqual(['unknown-template pay.yaml:1']);
    expect(asked.filter(path => path.includes('mobile'))).toEqual([]);
  });
});

const slo = (name: string, target = 0.99) => `apiVersion: openslo/v1
kind: SLO
metadata: { name: ${name} }
spec:
  service: pay
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 30d, isRolling: true }]
  indicator: { metadata: { name: i }, spec: { ratioMetric: { counter: true, bad: { metricSource: { type: Prometheus, spec: { query: 'sum(b_total{service="pay"})' } } }, total: { metricSource: { type: Prometheus, spec: { query: 'sum(a_total{service="pay"})' } } } } } }
  objectives: [{ target: ${target} }]
`;

const manifest = (spec: string) =>
  `apiVersion: opensrm.nthlayer.io/v2\nkind: ServiceManifest\nmetadata: { name: pay, labels: { tier: high } }\nspec:\n  service: { type: api }\n${spec}\n`;

const template = (spec: string) =>
  `apiVersion: opensrm.nthlayer.io/v2\nkind: ServiceManifestTemplate\nmetadata: { name: base }\nspec:\n${spec}\n`;

const EXTENDS = '  template: { extends: template:default/base }';

const slosOf = (spec: Awaited<ReturnType<typeof read>>['spec']) =>
  spec?.slos.map(({ name, objective }) => `${name} ${objective}`);

describe('references and templates', () => {
  it('are read from files, which say where their values stand', async () => {
    const { spec, found, file } = await read({
      'm/pay.yaml': manifest(`  slo:\n    - $ref: ./slos/a.yaml\n${EXTENDS}`),
      'm/slos/a.yaml': slo('a'),
      'm/slos/b.yaml': `${slo('b')}---\n${slo('a', 0.5)}`,
      'm/templates/base.yaml': template('  slo: [{ $ref: ./slos/b.yaml }]'),
    });
    expect(found).toEqual([]);
    expect(slosOf(spec)).toEqual(['b 0.99', 'a 0.99']);
    expect(spec?.provenance['slos.b.objective']).toEqual({
      source: 'spec-file',
      from: 'm/slos/b.yaml:9',
      path: 'spec.objectives[0].target',
      column: 26,
    });
    expect([...filesRead(file)].sort()).toEqual([
      'm/slos/a.yaml',
      'm/slos/b.yaml',
      'm/templates/base.yaml',
    ]);
  });

  it.each([
    ['{ slo: { append: [./b.yaml] } }', ['a 0.99', 'b 0.99']],
    ['{ slo: [{ append: [{ $ref: ./b.yaml }] }] }', ['a 0.99', 'b 0.99']],
    ['{ slo: { replace: [{ $ref: ./b.yaml }] } }', ['b 0.99']],
  ])(
    'overrides %s change what a template says',
    async (overrides, expected) => {
      const { spec, found } = await read({
        'pay.yaml': manifest(
          `  template: { extends: base, overrides: ${overrides} }`,
        ),
        'a.yaml': slo('a'),
        'b.yaml': slo('b'),
        'templates/base.yml': template('  slo: [{ $ref: a.yaml }]'),
      });
      expect(found).toEqual([]);
      expect(slosOf(spec)).toEqual(expected);
    },
  );

  it.each([
    '../a.yaml',
    'slos/../../a.yaml',
    '/etc/passwd',
    '~/a.yaml',
    'C:\\a.yaml',
    'https://example.com/a.yaml',
    'file:///etc/passwd',
    '//example.com/a.yaml',
    'a.yaml#/x',
    '',
    'a\u202e.yaml',
  ])('a reference to %j leads nowhere', async reference => {
    const { found, asked } = await read({
      'pay.yaml': manifest(`  slo:\n    - $ref: ${JSON.stringify(reference)}`),
    });
    expect(found).toEqual(['reference-path pay.yaml:7']);
    expect(asked).toEqual([]);
  });

  it.each<[string, Files, readonly string[]]>([
    [
      'a reference to nothing',
      { 'pay.yaml': manifest('  slo: [{ $ref: a.yaml }]') },
      ['reference-not-found pay.yaml:6'],
    ],
    [
      'a reference to itself',
      { 'pay.yaml': manifest('  slo: [{ $ref: pay.yaml }]') },
      ['reference-not-openslo pay.yaml:6'],
    ],
    [
      'a reference to references',
      {
        'pay.yaml': manifest('  slo: [{ $ref: a.yaml }]'),
        'a.yaml': '- { $ref: b.yaml }\n- { $ref: pay.yaml }',
      },
      ['reference-not-openslo pay.yaml:6'],
    ],
    [
      'the same reference twice',
      {
        'pay.yaml': manifest('  slo: [{ $ref: a.yaml }, { $ref: ./a.yaml }]'),
        'a.yaml': slo('a'),
      },
      ['duplicate-reference pay.yaml:6'],
    ],
    [
      'what is wrong with a document that is referred to',
      {
        'pay.yaml': manifest('  slo: [{ $ref: a.yaml }]'),
        'a.yaml': slo('a', 2),
      },
      ['invalid-target a.yaml:9', 'no-slos pay.yaml:6'],
    ],
    [
      'a template that is not there',
      { 'pay.yaml': manifest(EXTENDS) },
      ['unknown-template pay.yaml:6'],
    ],
    [
      'a template that is located',
      { 'pay.yaml': manifest('  template: { extends: ../base.yaml }') },
      ['unknown-template pay.yaml:6'],
    ],
    [
      'a template that is none',
      { 'pay.yaml': manifest(EXTENDS), 'base.yaml': slo('a') },
      ['unknown-template pay.yaml:6'],
    ],
    [
      'templates in a circle',
      {
        'pay.yaml': manifest(EXTENDS),
        'templates/base.yaml': template('  template: { extends: base }'),
      },
      ['template-of-template templates/base.yaml:5'],
    ],
  ])('tells of %s', async (_what, files, expected) => {
    const { found, file } = await read(files);
    expect(found).toEqual(expected);
    expect(neededFiles(file)).toEqual([]);
  });

  it('reads templates of OpenSRM 1 beneath the manifest', async () => {
    const head = 'apiVersion: srm/v1\nkind: ServiceReliabilityManifest\n';
    const { spec, found } = await read({
      'pay.yaml': `${head}metadata: { name: pay, tier: high, template: api }\nspec:\n  type: api\n  slos:\n    availability: { target: 99.5 }\n`,
      'templates/api.yaml':
        'spec:\n  type: worker\n  slos:\n    availability: { target: 90, window: 7d }\n    latency: { target: 200, unit: ms, percentile: p95 }\n',
    });
    expect(found).toEqual([]);
    expect(spec).toMatchObject({
      type: 'api',
      slos: [
        {
          name: 'availability',
          objective: 0.995,
          window: { durationMs: 2.592e9 },
        },
        { name: 'latency', objective: 0.95 },
      ],
    });
    expect(spec?.provenance).toMatchObject({
      'slos.availability.objective': { from: 'pay.yaml:7' },
      'slos.latency.objective': { from: 'templates/api.yaml:5' },
    });
  });

  it.each([
    [undefined, 'pay.yaml:3'],
    ['metadata: { template: api }\nspec: {}', 'templates/api.yaml:1'],
    ['kind: a', 'pay.yaml:3'],
  ])('tells of a template of OpenSRM 1 %j', async (text, place) => {
    const { found } = await read({
      'pay.yaml':
        'apiVersion: srm/v1\nkind: ServiceReliabilityManifest\nmetadata: { name: pay, tier: high, template: api }\nspec: { type: api }\n',
      ...(text !== undefined && { 'templates/api.yaml': text }),
    });
    expect(found).toEqual([
      `${
        place.startsWith('pay') ? 'unknown-template' : 'template-of-template'
      } ${place}`,
    ]);
  });
});

describe('limits', () => {
  it('reads no more than 200 files', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `${index}.yaml`);
    const { found, asked } = await read({
      'pay.yaml': manifest(
        `  slo:\n${names.map(name => `    - $ref: ${name}\n`).join('')}`,
      ),
    });
    expect(asked).toHaveLength(200);
    expect(found.filter(each => each.startsWith('too-many-files'))).toEqual(
      names
        .slice(200)
        .map((_, index) => `too-many-files pay.yaml:${207 + index}`),
    );
  });

  it('takes no more than 200 SLOs', async () => {
    const names = ['a.yaml', 'b.yaml'];
    const many = (name: string) =>
      Array.from({ length: 120 }, (_, index) => slo(`${name}${index}`));
    const { found, spec } = await read({
      'pay.yaml': manifest(
        `  slo:\n${names.map(name => `    - $ref: ${name}\n`).join('')}`,
      ),
      'a.yaml': many('a').join('---\n'),
      'b.yaml': many('b').join('---\n'),
    });
    expect(found).toEqual(['too-many-slos pay.yaml:6']);
    expect(spec?.slos).toHaveLength(200);
  });

  it('reads no more than 256 KB', async () => {
    const names = Array.from({ length: 5 }, (_, index) => `${index}.yaml`);
    const { found } = await read({
      'pay.yaml': manifest(
        `  slo:\n${names.map(name => `    - $ref: ${name}\n`).join('')}`,
      ),
      ...Object.fromEntries(
        names.map((name, index) => [
          name,
          `${slo(`s${index}`)}# ${'a'.repeat(80 * 1024)}\n`,
        ]),
      ),
    });
    expect(found).toEqual([
      'files-too-large pay.yaml:10',
      'files-too-large pay.yaml:11',
    ]);
  });

  it('asks for nothing where the format has no other files', async () => {
    const { asked, file } = await read({
      'a.yaml':
        'apiVersion: nthlayer.dev/v1alpha1\nkind: ServiceSpec\nmetadata: { name: a }\nspec: { tier: low, service: b }\n',
    });
    expect(asked).toEqual([]);
    expect(file.beside).toBeUndefined();
  });
});

describe('environmentsToLookFor', () => {
  const dataSources = [
    { name: 'a', default: true, environments: ['live', 'test'] },
    { name: 'b', default: false, environments: [] },
  ];
  const entity = (environments: string) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'pay',
      annotations: { 'nthlayer.dev/environments': environments },
    },
  });

  it('are those of the data sources, or the usual ones', () => {
    const known = { dataSources, serviceLabel: 'service' };
    expect(environmentsToLookFor(known)).toEqual(['live', 'test', 'default']);
    expect(
      environmentsToLookFor(specContextOf(defaultGenerationSettings)),
    ).toEqual(['production', 'dev', 'development', 'stage', 'staging', 'prod']);
  });

  it('are those that the entity names, if they are names', () => {
    expect(
      environmentsToLookFor(context, entity('live, ../../etc, live, a/b, x,')),
    ).toEqual(['live', 'x']);
  });
});
