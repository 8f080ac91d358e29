import { Entity } from '@backstage/catalog-model';
import { readServiceSpec } from './readServiceSpec';
import { SpecContext, SpecResult } from './specContext';

const context: SpecContext = {
  dataSources: [
    { name: 'demo', default: true, environments: ['production', 'staging'] },
    { name: 'other', default: false, environments: ['production'] },
  ],
  serviceLabel: 'service',
};

const SPEC = './nthlayer.yaml';

function entity(
  annotations: Record<string, string> = {},
  spec: Record<string, unknown> = { type: 'service', owner: 'search' },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'search-api',
      annotations: { 'nthlayer.dev/spec': SPEC, ...annotations },
    },
    spec: spec as Entity['spec'],
  };
}

function read(
  text: string,
  { of = entity(), ...more }: { of?: Entity } & Partial<SpecContext> = {},
) {
  return readServiceSpec(
    of,
    { ...context, ...more },
    { path: 'nthlayer.yaml', text },
  );
}

const head = [
  'apiVersion: nthlayer.dev/v1alpha1',
  'kind: ServiceSpec',
  'metadata: { name: search-api }',
  'spec:',
];

/** A spec file; the first given line is its fifth. */
function file(...lines: string[]): string {
  return [...head, ...lines.map(line => `  ${line}`), ''].join('\n');
}

function specOf(result: SpecResult) {
  if (result.kind !== 'spec') {
    throw new Error(`no spec: ${JSON.stringify(result)}`);
  }
  return result.spec;
}

function codes({ diagnostics }: SpecResult) {
  return diagnostics.map(
    ({ severity, code, path, position }) =>
      `${position?.line}:${position?.column} ${severity} ${code} ${path}`,
  );
}

describe('a spec file', () => {
  const whole = file(
    'tier: high',
    'type: worker',
    'service: search',
    'labels: { cost-centre: "42", region: eu }',
    'dataSource: other',
    'environments: [production]',
    'slos:',
    '  - preset: availability',
    '    target: 99.95',
    '    window: 4w',
    '  - preset: latency',
    '    name: latency-slow',
    '    target: 99.9',
    '    threshold: 2.5s',
    'dependencies:',
    '  - ref: search-index',
    '    technology: elasticsearch',
    '    selector: { cluster: search }',
    '  - name: billing',
  );

  it('says everything about a service', () => {
    const result = read(whole);

    expect(codes(result)).toEqual([]);
    expect(specOf(result)).toMatchObject({
      entityRef: 'component:default/search-api',
      specFile: 'nthlayer.yaml',
      tier: 'high',
      type: 'worker',
      service: 'search',
      labels: { 'cost-centre': '42', region: 'eu' },
      dataSource: 'other',
      environments: ['production'],
      dependencies: [
        {
          name: 'search-index',
          ref: 'resource:default/search-index',
          technology: 'elasticsearch',
          selector: { cluster: 'search' },
        },
        { name: 'billing', selector: {} },
      ],
      slos: [
        {
          name: 'availability',
          displayName: 'Availability',
          description: '99.95 % of jobs succeed over 28 days.',
          objective: 0.9995,
          window: { type: 'rolling', durationMs: 28 * 86_400_000 },
        },
        {
          name: 'latency-slow',
          displayName: 'Latency (latency-slow)',
          description: '99.9 % of jobs take at most 2500 ms over 30 days.',
          objective: 0.999,
          sli: { kind: 'latency', thresholdMs: 2500 },
        },
      ],
    });
  });

  it('is named with the line of each value', () => {
    const { provenance } = specOf(read(whole));

    const from = Object.entries(provenance)
      .filter(([, { source }]) => source === 'spec-file')
      .map(([path, each]) => `${path} ${each.from}`);
    expect(from).toEqual([
      'service nthlayer.yaml:7',
      'type nthlayer.yaml:6',
      'tier nthlayer.yaml:5',
      'dataSource nthlayer.yaml:9',
      'environments nthlayer.yaml:10',
      'labels.cost-centre nthlayer.yaml:8',
      'labels.region nthlayer.yaml:8',
      'dependencies.search-index nthlayer.yaml:20',
      'dependencies.billing nthlayer.yaml:23',
      'slos.availability.objective nthlayer.yaml:13',
      'slos.availability.window nthlayer.yaml:14',
      'slos.latency-slow.objective nthlayer.yaml:17',
      'slos.latency-slow.sli.thresholdMs nthlayer.yaml:18',
    ]);
    expect(provenance['slos.latency-slow.window'].source).toBe('default');
  });

  it('gives way to annotations, each with its own', () => {
    const of = entity({
      'nthlayer.dev/tier': 'low',
      'nthlayer.dev/type': 'api',
      'nthlayer.dev/service': 'find',
      'nthlayer.dev/data-source': 'demo',
      'nthlayer.dev/environments': 'staging',
    });
    const result = read(whole, { of });

    expect(codes(result)).toEqual([]);
    expect(specOf(result)).toMatchObject({
      tier: 'low',
      type: 'api',
      service: 'find',
      dataSource: 'demo',
      environments: ['staging'],
    });
    for (const field of ['tier', 'type', 'service', 'dataSource']) {
      expect(specOf(result).provenance[field].source).toBe('annotation');
    }
  });

  it('goes before the entity and the configuration', () => {
    const result = read(file('tier: low', 'type: worker'), {
      defaultTier: 'critical',
    });
    expect(specOf(result)).toMatchObject({ tier: 'low', type: 'worker' });
  });

  it.each([
    ['without a tier', undefined, 'standard', 'default'],
    ['with a default tier', 'high' as const, 'high', 'config'],
  ])('may leave everything out, %s', (_what, defaultTier, tier, source) => {
    const result = read(head.slice(0, 3).join('\n'), {
      ...(defaultTier && { defaultTier }),
    });
    expect(codes(result)).toEqual([]);
    expect(specOf(result)).toMatchObject({
      tier,
      type: 'api',
      labels: {},
      environments: ['production', 'staging'],
    });
    expect(specOf(result).slos).toHaveLength(2);
    expect(specOf(result).provenance.tier.source).toBe(source);
  });

  it('refines what the entity depends on', () => {
    const of = entity(
      {},
      {
        type: 'service',
        dependsOn: ['resource:search-index', 'component:billing', 'api'],
      },
    );
    const result = read(
      file(
        'dependencies:',
        '  - ref: search-index',
        '    technology: elasticsearch',
        '  - ref: resource:other/search-index',
        '    selector: { cluster: b }',
      ),
      { of },
    );
    expect(specOf(result).dependencies).toEqual([
      { name: 'billing', ref: 'component:default/billing', selector: {} },
      {
        name: 'search-index',
        ref: 'resource:default/search-index',
        technology: 'elasticsearch',
        selector: {},
      },
    ]);
    expect(codes(result)).toEqual([
      '8:7 error duplicate-dependency spec.dependencies[1]',
      'undefined:undefined warning invalid-dependency spec.dependsOn[2]',
    ]);
  });
});

describe('dependencies of a spec file', () => {
  const inSearch = (dependsOn: readonly string[]): Entity => {
    const { metadata, ...rest } = entity({}, { type: 'service', dependsOn });
    return { ...rest, metadata: { ...metadata, namespace: 'search' } };
  };
  const readIn = (of: Entity, ...entries: string[]) => {
    const lines = ['dependencies:', ...entries.map(entry => `- ${entry}`)];
    const result = read(file(...lines), { of });
    return { result, dependencies: specOf(result).dependencies };
  };

  it('may be several of one entity', () => {
    const { result, dependencies } = readIn(
      entity({}, { type: 'service', dependsOn: ['resource:orders-db'] }),
      '{ ref: resource:orders-db, name: reads, selector: { role: replica } }',
      '{ ref: resource:orders-db, name: writes, selector: { role: primary } }',
    );
    const ref = 'resource:default/orders-db';
    expect(dependencies).toEqual([
      { name: 'reads', ref, selector: { role: 'replica' } },
      { name: 'writes', ref, selector: { role: 'primary' } },
    ]);
    expect(codes(result)).toEqual([]);
  });

  it('are in the namespace of the entity unless they say another', () => {
    const { dependencies } = readIn(
      inSearch(['resource:index']),
      '{ ref: index, technology: redis }',
      '{ ref: component:other/index, name: other }',
    );
    expect(dependencies).toEqual([
      {
        name: 'index',
        ref: 'resource:search/index',
        technology: 'redis',
        selector: {},
      },
      { name: 'other', ref: 'component:other/index', selector: {} },
    ]);
  });

  it('keep their names when the entity depends on their namesake', () => {
    const { dependencies } = readIn(
      inSearch(['component:index', 'resource:index']),
      '{ name: index }',
    );
    const names = dependencies.map(({ name }) => name);
    expect(names).toEqual([
      'component:search/index',
      'resource:search/index',
      'index',
    ]);
  });
});

describe('an entity without a spec file', () => {
  it('depends on its relations, in a fixed order', () => {
    const of: Entity = {
      ...entity(),
      metadata: { name: 'a', annotations: { 'nthlayer.dev/tier': 'low' } },
      relations: ['resource:default/z', 'component:default/b', 'resource:x/b']
        .map(targetRef => ({ type: 'dependsOn', targetRef }))
        .concat([{ type: 'ownedBy', targetRef: 'group:default/x' }]),
    };
    expect(
      specOf(readServiceSpec(of, context)).dependencies.map(({ name }) => name),
    ).toEqual(['b', 'z', 'resource:x/b']);
  });

  it('says when the file that it names was not given', () => {
    const result = readServiceSpec(
      entity({ 'nthlayer.dev/tier': 'low' }),
      context,
    );
    expect(result.kind).toBe('spec');
    expect(result.diagnostics.map(({ code }) => code)).toEqual([
      'spec-file-not-read',
    ]);
  });
});

describe('bad fields', () => {
  it.each<[string, string[], string[]]>([
    ['tier', ['tier: critcal'], ['5:9 error unknown-tier spec.tier']],
    [
      'tier of another type',
      ['tier: [low]'],
      ['5:3 error unknown-tier spec.tier'],
    ],
    ['type', ['type: wroker'], ['5:9 error unknown-type spec.type']],
    ['field', ['teir: low'], ['5:3 error unknown-field spec.teir']],
    [
      'field with a hostile name',
      ['__proto__: { tier: low }'],
      ['5:3 error unknown-field spec.__proto__'],
    ],
    [
      'environments',
      ['environments: production'],
      ['5:17 error invalid-environments spec.environments'],
    ],
    [
      'environment',
      ['environments: [production, prodution]'],
      ['5:30 error unknown-environment spec.environments[1]'],
    ],
    [
      'environment of another type',
      ['environments: [production, 1]'],
      ['5:30 error invalid-environment spec.environments[1]'],
    ],
    ['labels', ['labels: x'], ['5:11 error wrong-type spec.labels']],
    [
      'label name',
      ['labels: { 1a: x }'],
      ['5:13 error invalid-label-name spec.labels["1a"]'],
    ],
    [
      'label value',
      ['labels: { a: 1 }'],
      ['5:16 error invalid-label-value spec.labels.a'],
    ],
    [
      'label on several lines',
      ['labels: { a: "x\\ny" }'],
      ['5:16 error invalid-label-value spec.labels.a'],
    ],
    [
      'labels that become one',
      ['labels: { a-b: x, a.b: y }'],
      ['5:21 error duplicate-label spec.labels["a.b"]'],
    ],
    ...[
      'service',
      'slo',
      'severity',
      'burn',
      'team',
      'tier',
      'environment',
      'alertname',
    ].map((name): [string, string[], string[]] => [
      `label ${name}`,
      [`labels: { ${name}: x }`],
      [`5:13 error reserved-label spec.labels.${name}`],
    ]),
    ['slos', ['slos: availability'], ['5:9 error invalid-slos spec.slos']],
    ['SLO', ['slos: [availability]'], ['5:10 error wrong-type spec.slos[0]']],
    [
      'preset',
      ['slos:', '- preset: availabilty', '  target: 99'],
      ['6:13 error unknown-preset spec.slos[0].preset'],
    ],
    [
      'preset that is missing',
      ['slos:', '- target: 99'],
      ['6:5 error unknown-preset spec.slos[0].preset'],
    ],
    ...[
      '100',
      '0',
      '-1',
      '100.0001',
      '.nan',
      '.inf',
      '1e400',
      '"99.9"',
      '99,9',
      '99.9%',
      'null',
    ].map((target): [string, string[], string[]] => [
      `target ${target}`,
      ['slos:', '- preset: availability', `  target: ${target}`],
      ['7:13 error invalid-target spec.slos[0].target'],
    ]),
    [
      'target that is missing',
      ['slos:', '- preset: availability'],
      ['6:5 error missing-field spec.slos[0].target'],
    ],
    [
      'target that looks like a ratio',
      ['slos:', '- preset: availability', '  target: 0.999'],
      ['7:13 warning target-looks-like-ratio spec.slos[0].target'],
    ],
    [
      'threshold that is missing',
      ['slos:', '- preset: latency', '  target: 99'],
      ['6:5 error missing-field spec.slos[0].threshold'],
    ],
    ...['500', 'fast', '-1s', '0ms', '1h', '500 ms', '1e3ms'].map(
      (threshold): [string, string[], string[]] => [
        `threshold ${threshold}`,
        [
          'slos:',
          '- preset: latency',
          '  target: 99',
          `  threshold: ${threshold}`,
        ],
        ['8:16 error invalid-threshold spec.slos[0].threshold'],
      ],
    ),
    [
      'threshold of availability',
      ['slos:', '- preset: availability', '  target: 99', '  threshold: 1s'],
      ['8:5 error unknown-field spec.slos[0].threshold'],
    ],
    ...['0d', '-30d', '30', '1y', '999999d', '30d5m', '5m', '1.5d'].map(
      (window): [string, string[], string[]] => [
        `window ${window}`,
        [
          'slos:',
          '- preset: availability',
          '  target: 99',
          `  window: ${window}`,
        ],
        ['8:13 error invalid-window spec.slos[0].window'],
      ],
    ),
    [
      'name of an SLO',
      [
        'slos:',
        '- preset: availability',
        '  target: 99',
        '  name: "a\\n- alert: x"',
      ],
      ['8:11 error invalid-slo-name spec.slos[0].name'],
    ],
    [
      'name that is given twice',
      [
        'slos:',
        '- preset: availability',
        '  target: 99',
        '- preset: availability',
        '  target: 98',
      ],
      ['8:5 error duplicate-slo-name spec.slos[1]'],
    ],
    [
      'threshold that histograms seldom have',
      ['slos:', '- preset: latency', '  target: 99', '  threshold: 300ms'],
      ['8:16 info threshold-not-a-usual-bound spec.slos[0].threshold'],
    ],
    ...['{ disabled: [page-fats] }', '{ disabled: [constructor] }'].map(
      (alerts): [string, string[], string[]] => [
        `alert level in ${alerts}`,
        [
          'slos:',
          '- preset: availability',
          '  target: 99',
          `  alerts: ${alerts}`,
        ],
        ['8:26 error unknown-alert-level spec.slos[0].alerts.disabled[0]'],
      ],
    ),
    [
      'list of alert levels',
      [
        'slos:',
        '- preset: availability',
        '  target: 99',
        '  alerts: { disabled: page-fast }',
      ],
      ['8:25 error wrong-type spec.slos[0].alerts.disabled'],
    ],
    [
      'field of alerts',
      [
        'slos:',
        '- preset: availability',
        '  target: 99',
        '  alerts: { disable: [] }',
      ],
      ['8:15 error unknown-field spec.slos[0].alerts.disable'],
    ],
    [
      'alerts',
      ['slos:', '- preset: availability', '  target: 99', '  alerts: off'],
      ['8:13 error wrong-type spec.slos[0].alerts'],
    ],
    [
      'dependencies',
      ['dependencies: redis'],
      ['5:17 error invalid-dependencies spec.dependencies'],
    ],
    [
      'dependency without a name',
      ['dependencies:', '- technology: redis'],
      ['6:5 error missing-field spec.dependencies[0]'],
    ],
    [
      'reference',
      ['dependencies:', '- ref: "a b"', '  name: a'],
      ['6:10 error invalid-ref spec.dependencies[0].ref'],
    ],
    [
      'technology that is unknown',
      ['dependencies:', '- name: a', '  technology: postgres'],
      ['7:17 info unknown-technology spec.dependencies[0].technology'],
    ],
    [
      'technology',
      ['dependencies:', '- name: a', '  technology: "{}"'],
      ['7:17 error invalid-technology spec.dependencies[0].technology'],
    ],
    [
      'selector label',
      ['dependencies:', '- name: a', '  selector: { __name__: up, a-b: x }'],
      [
        '7:17 error invalid-label-name spec.dependencies[0].selector.__name__',
        '7:31 error invalid-label-name spec.dependencies[0].selector["a-b"]',
      ],
    ],
  ])('%s', (_what, lines, expected) => {
    const result = read(file(...lines));
    expect(codes(result)).toEqual(expected);
    expect(result.kind).toBe('spec');
    expect(specOf(result).slos.length).toBeGreaterThan(0);
  });

  it('fall back to what the tier says, and leave the others alone', () => {
    const { slos, tier, provenance } = specOf(
      read(
        file(
          'tier: low',
          'slos:',
          '  - { preset: availability, target: 100, window: 7d }',
          '  - { preset: latency, target: 98, threshold: 500 }',
        ),
      ),
    );
    expect(tier).toBe('low');
    expect(slos).toMatchObject([
      { objective: 0.995, window: { durationMs: 7 * 86_400_000 } },
      { objective: 0.98, sli: { thresholdMs: 1000 } },
    ]);
    expect(provenance['slos.availability.objective'].source).toBe('default');
  });

  it('fall back to the entity, and the annotation to the file', () => {
    const of = entity(
      { 'nthlayer.dev/tier': 'gold', 'nthlayer.dev/type': 'cron' },
      { type: 'stream' },
    );
    expect(specOf(read(file('tier: high'), { of }))).toMatchObject({
      tier: 'high',
      type: 'stream',
    });
    expect(specOf(read(file('tier: high', 'type: worker'), { of })).type).toBe(
      'worker',
    );
  });

  it('leave the alerts that are switched off by their names', () => {
    const { slos, provenance } = specOf(
      read(
        file(
          'slos:',
          '- preset: availability',
          '  target: 99',
          '  alerts: { disabled: [budget-75, page-slow, budget-75] }',
          '- { preset: latency, target: 99, threshold: 1s, alerts: { disabled: [] } }',
        ),
      ),
    );
    expect(slos.map(({ alerts }) => alerts)).toEqual([
      { disabled: ['page-slow', 'budget-75'] },
      undefined,
    ]);
    expect(provenance['slos.availability.alerts.disabled']).toEqual({
      source: 'spec-file',
      from: 'nthlayer.yaml:8',
      path: 'spec.slos[0].alerts.disabled',
      column: 15,
    });
    expect(provenance).not.toHaveProperty(['slos.latency.alerts.disabled']);
  });

  it('keep a technology that is not known', () => {
    const { dependencies } = specOf(
      read(file('dependencies:', '- { name: a, technology: tigerbeetle }')),
    );
    expect(dependencies[0].technology).toBe('tigerbeetle');
  });

  it.each([
    ['teir: low', 'tier'],
    ['tier: critcal', '"critical"'],
    ['type: wroker', '"worker"'],
    ['slos: [{ preset: latancy }]', 'latency'],
    ['slos: [{ preset: latency, treshold: 1s, target: 9 }]', 'threshold'],
    ['dependencies: [{ name: a, technology: postgres }]', 'postgresql'],
    [
      'slos: [{ preset: availability, target: "99.9" }]',
      '99.9, without quotes?',
    ],
    ['labels: { a: 7 }', '"7", with quotes?'],
    ['dependencies: [{ name: yes1, selector: { a: true } }]', '"true", with'],
    [
      'slos: [{ preset: availability, target: 9, alerts: { disabled: [pagefast] } }]',
      '"page-fast"',
    ],
  ])('%s: say what was meant', (line, guess) => {
    const [{ detail }] = read(file(line)).diagnostics;
    expect(detail).toContain(`Did you mean ${guess}`);
  });

  it.each([
    [
      'dataSource: dmeo',
      'no-data-source',
      '5:15 error unknown-data-source spec.dataSource',
    ],
    [
      'dataSource: 1',
      'no-data-source',
      '5:15 error unknown-data-source spec.dataSource',
    ],
    [
      'service: "a b"',
      'failed',
      '5:12 error invalid-service-label spec.service',
    ],
    ['service: [a]', 'failed', '5:3 error invalid-service-label spec.service'],
    [
      'environments: [qa]',
      'failed',
      '5:18 error unknown-environment spec.environments[0]',
    ],
    [
      'type: library',
      'unsupported-type',
      '5:9 info library-has-no-stack spec.type',
    ],
    [
      'type: database',
      'unsupported-type',
      '5:9 error no-signals-for-type spec.type',
    ],
  ])(
    '%s builds nothing, since figures would be of something else',
    (line, reason, expected) => {
      const result = read(file(line));
      expect(result).toMatchObject({ kind: 'none', reason });
      expect(codes(result)).toEqual([expected]);
    },
  );

  it('an SLO that the type cannot measure is left out', () => {
    const result = read(
      file(
        'type: ai',
        'slos:',
        '  - { preset: availability, target: 99 }',
        '  - { preset: latency, target: 99, threshold: 1s }',
      ),
    );
    expect(specOf(result).slos.map(({ name }) => name)).toEqual([
      'availability',
    ]);
    expect(codes(result)).toEqual([
      '8:7 error preset-without-signal spec.slos[1]',
    ]);
  });

  it('no SLO at all is an error', () => {
    const result = read(file('slos: []'));
    expect(specOf(result).slos).toEqual([]);
    expect(codes(result)).toEqual(['5:3 error no-slos spec.slos']);
  });
});

describe('what is there and says nothing', () => {
  it.each([
    ['spec:', '4:1 warning empty-field spec'],
    ['spec: { alerts: }', '4:9 warning empty-field spec.alerts'],
    ['spec: { tier: }', '4:9 error unknown-tier spec.tier'],
    [
      'spec: { slos: [{ preset: availability, target: 99, alerts: ~ }] }',
      '4:52 warning empty-field spec.slos[0].alerts',
    ],
  ])('%s is told', (line, expected) => {
    const text = `apiVersion: nthlayer.dev/v1alpha1\nkind: ServiceSpec\nmetadata: { name: search-api }\n${line}\n`;
    expect(codes(read(text))).toEqual([expected]);
  });

  it('the kind is', () => {
    const text =
      'apiVersion: nthlayer.dev/v1alpha1\nmetadata: { name: search-api }\nspec: { tier: high }\n';
    const result = read(text);
    expect(codes(result)).toEqual(['1:1 error missing-field kind']);
    expect(specOf(result).tier).toBe('high');
  });
});

describe('which document applies', () => {
  const doc = (name: string, tier: string) =>
    `apiVersion: nthlayer.dev/v1alpha1\nkind: ServiceSpec\nmetadata: { name: ${name} }\nspec: { tier: ${tier} }\n`;

  it.each([
    ['the only one', [doc('search-api', 'low')], 'low', []],
    [
      'the only one, whatever its name',
      [doc('find', 'low')],
      'low',
      ['3:19 warning spec-name-differs metadata.name'],
    ],
    [
      'the one of the entity',
      [doc('find', 'low'), doc('search-api', 'high')],
      'high',
      [],
    ],
    [
      'the first of the entity',
      [doc('search-api', 'low'), doc('search-api', 'high')],
      'low',
      ['8:19 error duplicate-spec metadata.name'],
    ],
    [
      'the first of the entity, and tells what is wrong with the second',
      [doc('search-api', 'low'), doc('search-api', 'lwo')],
      'low',
      [
        '8:19 error duplicate-spec metadata.name',
        '9:15 error unknown-tier spec.tier',
      ],
    ],
    [
      'none of two others',
      [doc('a', 'low'), doc('b', 'high')],
      undefined,
      ['1:1 error no-matching-spec '],
    ],
    [
      'none in a file without specs',
      ['# empty\n'],
      undefined,
      ['1:1 error no-spec '],
    ],
    [
      'none beside an entity',
      ['apiVersion: backstage.io/v1alpha1\n'],
      undefined,
      ['1:13 error unknown-format apiVersion'],
    ],
    [
      'none that is not YAML',
      ['a: [\n'],
      undefined,
      ['2:1 error invalid-yaml '],
    ],
    [
      'another version, read as well as it goes',
      [doc('search-api', 'low').replace('v1alpha1', 'v2')],
      'low',
      ['1:13 error unknown-version apiVersion'],
    ],
  ])('%s', (_what, documents, tier, expected) => {
    const result = read(documents.join('---\n'));
    expect(codes(result)).toEqual(expected);
    expect(result).toMatchObject(
      tier === undefined
        ? { kind: 'none', reason: 'failed' }
        : { kind: 'spec', spec: { tier } },
    );
  });

  it('none, and then the annotations hold', () => {
    const of = entity({ 'nthlayer.dev/tier': 'critical' });
    const result = read('a: [', { of });
    expect(specOf(result)).toMatchObject({ tier: 'critical' });
    expect(specOf(result).specFile).toBeUndefined();
    expect(result.diagnostics).toHaveLength(1);
  });

  it('a file that could not be read is told by whoever tried', () => {
    const problem = {
      severity: 'error',
      code: 'spec-file-not-found',
      path: 'metadata.annotations["nthlayer.dev/spec"]',
      summary: 'There is no such file.',
    } as const;
    const result = readServiceSpec(entity(), context, {
      path: SPEC,
      problem,
    });
    expect(result).toEqual({
      kind: 'none',
      reason: 'failed',
      diagnostics: [problem],
    });
  });
});

describe('offline', () => {
  const offline = { environments: ['production'] };

  it.each([
    [file('tier: low'), undefined, ['production']],
    [file('dataSource: any', 'environments: [qa, dev]'), 'any', ['qa', 'dev']],
  ])('takes names as they are', (text, dataSource, environments) => {
    const result = read(text, { dataSources: [], offline });
    expect(codes(result)).toEqual([]);
    expect(specOf(result).dataSource).toBe(dataSource);
    expect(specOf(result).provenance.dataSource?.source).toBe(
      dataSource && 'spec-file',
    );
    expect(specOf(result).environments).toEqual(environments);
  });

  it.each([
    ['dataSource: http://169.254.169.254/', 'unknown-data-source'],
    ['environments: [../../etc]', 'invalid-environment'],
  ])('refuses %s', (line, code) => {
    const result = read(file(line), { dataSources: [], offline });
    expect(result.diagnostics.map(each => each.code)).toEqual([code]);
  });

  it('refuses environments of an annotation that are no names', () => {
    const of = entity({ 'nthlayer.dev/environments': '../x, qa' });
    const result = read(file('tier: high'), {
      of,
      dataSources: [],
      offline,
    });
    expect(specOf(result).environments).toEqual(['qa']);
    expect(result.diagnostics.map(each => each.code)).toEqual([
      'unknown-environment',
    ]);
  });
});

it('suggests thresholds that it takes', () => {
  const latency = (threshold: string) =>
    read(
      file(`slos: [{ preset: latency, target: 99, threshold: ${threshold} }]`),
    ).diagnostics;
  const [{ detail }] = latency('930ms');
  const suggested = detail?.match(/\b\d+ ?m?s\b/g) ?? [];
  expect(suggested).toEqual(['750ms', '1s']);
  expect(suggested.flatMap(latency)).toEqual([]);
});
