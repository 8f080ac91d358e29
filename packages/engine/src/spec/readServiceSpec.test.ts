import { Entity } from '@backstage/catalog-model';
import { CounterSli } from '@nthlayer/backstage-plugin-nthlayer-common';
import fc from 'fast-check';
import { readServiceSpec } from './readServiceSpec';
import { SpecContext, SpecResult } from './specContext';
import { defaultTiers } from './tiers';

const context: SpecContext = {
  dataSources: [{ name: 'demo', default: true, environments: ['production'] }],
  serviceLabel: 'service',
};

const TIER = 'metadata.annotations["nthlayer.dev/tier"]';

function component(
  annotations: Record<string, string> = { 'nthlayer.dev/tier': 'critical' },
  spec: Record<string, unknown> = { type: 'service', owner: 'payments' },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'payment-api', annotations },
    spec: spec as Entity['spec'],
  };
}

function specOf(result: SpecResult) {
  if (result.kind !== 'spec') {
    throw new Error(`no spec: ${JSON.stringify(result)}`);
  }
  return result.spec;
}

function codes(result: SpecResult) {
  return result.diagnostics.map(
    ({ severity, code, path }) => `${severity} ${code} ${path}`,
  );
}

const found = (result: SpecResult) =>
  result.kind === 'spec' ? 'spec' : result.reason;

describe('an annotated service', () => {
  it('gets availability and latency by type and tier', () => {
    const result = readServiceSpec(component(), context);

    expect(result.diagnostics).toEqual([]);
    expect(specOf(result)).toMatchObject({
      entityRef: 'component:default/payment-api',
      name: 'payment-api',
      service: 'payment-api',
      type: 'api',
      tier: 'critical',
      owner: 'group:default/payments',
      dataSource: 'demo',
      environments: ['production'],
    });
    const service = { label: 'service', op: '=', value: 'payment-api' };
    expect(specOf(result).slos).toMatchObject([
      {
        name: 'availability',
        objective: 0.9995,
        window: { type: 'rolling', durationMs: 2_592_000_000 },
        method: 'Occurrences',
        noData: 'ignore',
        sli: {
          kind: 'ratio',
          total: { metric: 'http_requests_total', matchers: [service] },
          bad: {
            metric: 'http_requests_total',
            matchers: [service, { label: 'status', op: '=~', value: '5..' }],
          },
          groupBy: [],
        },
      },
      {
        name: 'latency',
        objective: 0.99,
        window: { type: 'rolling', durationMs: 2_592_000_000 },
        sli: {
          kind: 'latency',
          bucket: {
            metric: 'http_request_duration_seconds_bucket',
            matchers: [service],
          },
          total: {
            metric: 'http_request_duration_seconds_count',
            matchers: [service],
          },
          thresholdMs: 250,
          unitMs: 1000,
        },
      },
    ]);
  });

  it('says where each of its values came from', () => {
    const { provenance, ...spec } = specOf(
      readServiceSpec(component(), context),
    );

    const { slos, labels, dependencies, ...fields } = spec;
    for (const field of Object.keys(fields)) {
      expect(provenance).toHaveProperty(field);
    }
    expect(provenance).toMatchObject({
      tier: { source: 'annotation', from: 'nthlayer.dev/tier' },
      type: { source: 'entity', from: 'spec.type' },
      owner: { source: 'entity', from: 'spec.owner' },
      service: { source: 'entity', from: 'metadata.name' },
      dataSource: { source: 'config' },
    });
    expect(provenance['slos.availability.objective'].source).toBe('default');
    expect(provenance['slos.latency.sli.thresholdMs'].source).toBe('default');
  });

  it.each([
    ['critical', 0.9995, 250],
    ['tier-1', 0.9995, 250],
    ['high', 0.999, 250],
    ['standard', 0.999, 500],
    ['tier-2', 0.999, 500],
    ['medium', 0.999, 500],
    ['low', 0.995, 1000],
    ['tier-3', 0.995, 1000],
  ])('of the tier %s has the objective %d and %d ms', (tier, objective, ms) => {
    const result = readServiceSpec(
      component({ 'nthlayer.dev/tier': ` ${tier} ` }),
      context,
    );
    const [availability, latency] = specOf(result).slos;

    expect(result.diagnostics).toEqual([]);
    expect(availability.objective).toBe(objective);
    expect(latency).toMatchObject({
      objective: 0.99,
      sli: { thresholdMs: ms },
    });
  });

  it('takes objectives from the configured table', () => {
    const tiers = {
      ...defaultTiers,
      critical: {
        availability: 0.99,
        latency: { objective: 0.9, thresholdMs: 100 },
      },
    };
    const { slos, provenance } = specOf(
      readServiceSpec(component(), { ...context, tiers }),
    );

    expect(slos.map(slo => slo.objective)).toEqual([0.99, 0.9]);
    expect(provenance['slos.availability.objective'].source).toBe('config');
  });

  it('knows a tier that the configured table leaves as it is', () => {
    const tiers = { ...defaultTiers, low: defaultTiers.standard };
    const { provenance } = specOf(
      readServiceSpec(component(), { ...context, tiers }),
    );
    expect(provenance['slos.availability.objective'].source).toBe('default');
  });

  it.each([
    ['service', 'api', ['availability', 'latency']],
    ['website', 'web', ['availability', 'latency']],
    ['api', 'api', ['availability', 'latency']],
    ['worker', 'worker', ['availability', 'latency']],
    ['background-job', 'worker', ['availability', 'latency']],
    ['stream', 'stream', ['availability', 'latency']],
    ['stream-processor', 'stream', ['availability', 'latency']],
    ['ai', 'ai', ['availability']],
    ['ai-gate', 'ai', ['availability']],
  ])('of spec.type %s is of the type %s', (name, type, slos) => {
    const result = readServiceSpec(
      component(undefined, { type: name }),
      context,
    );

    expect(result.diagnostics).toEqual([]);
    expect(specOf(result).type).toBe(type);
    expect(specOf(result).slos.map(slo => slo.name)).toEqual(slos);
  });

  it('lets the annotation override spec.type', () => {
    const result = readServiceSpec(
      component({ 'nthlayer.dev/tier': 'low', 'nthlayer.dev/type': 'worker' }),
      context,
    );
    expect(specOf(result).type).toBe('worker');
    expect(specOf(result).provenance.type.source).toBe('annotation');
  });

  it('keeps a type of its own and says how it is measured', () => {
    const result = readServiceSpec(
      component(undefined, { type: 'x-mailer' }),
      context,
    );
    expect(specOf(result).type).toBe('x-mailer');
    expect(codes(result)).toEqual(['info custom-type spec.type']);
  });

  it('uses the service label that it names', () => {
    const { service, slos } = specOf(
      readServiceSpec(
        component({
          'nthlayer.dev/tier': 'low',
          'nthlayer.dev/service': 'shop/payment:v1',
        }),
        { ...context, serviceLabel: 'app' },
      ),
    );
    expect(service).toBe('shop/payment:v1');
    expect((slos[0].sli as CounterSli).total.matchers).toEqual([
      { label: 'app', op: '=', value: 'shop/payment:v1' },
    ]);
  });
});

describe('owner and system', () => {
  it.each([
    [{ owner: 'payments', system: 'shop' }, 'group', 'system'],
    [{ owner: 'user:ops/ann', system: 'ops/shop' }, 'user', 'ops'],
  ])('come from spec %j', (fields, owner, system) => {
    const spec = specOf(
      readServiceSpec(
        component(undefined, { type: 'service', ...fields }),
        context,
      ),
    );
    expect(spec.owner).toContain(owner);
    expect(spec.system).toContain(system);
  });

  it('come from resolved relations first', () => {
    const entity: Entity = {
      ...component(undefined, { type: 'service', owner: 'a', system: 'b' }),
      relations: [
        { type: 'ownedBy', targetRef: 'group:default/resolved' },
        { type: 'partOf', targetRef: 'component:default/parent' },
        { type: 'partOf', targetRef: 'system:default/resolved' },
      ],
    };
    const spec = specOf(readServiceSpec(entity, context));
    expect(spec.owner).toBe('group:default/resolved');
    expect(spec.system).toBe('system:default/resolved');
    expect(spec.provenance.owner.from).toBe('relations[ownedBy]');
  });

  it.each(['', 'a b', ':x', '../..\n', 42, {}, `x"} or vector(1)`])(
    'are left out with a finding when they are %j',
    owner => {
      const result = readServiceSpec(
        component(undefined, { type: 'service', owner }),
        context,
      );
      expect(specOf(result).owner).toBeUndefined();
      expect(specOf(result).provenance.owner).toBeUndefined();
      expect(codes(result)).toEqual(['warning invalid-owner spec.owner']);
    },
  );
});

describe('an entity without a stack', () => {
  it('is any other kind', () => {
    const result = readServiceSpec({ ...component(), kind: 'API' }, context);
    expect(result).toEqual({
      kind: 'none',
      reason: 'unsupported-type',
      diagnostics: [],
    });
  });

  it('has no annotation of ours', () => {
    expect(readServiceSpec(component({}), context)).toEqual({
      kind: 'none',
      reason: 'no-annotation',
      diagnostics: [],
    });
  });

  it('is switched off', () => {
    const result = readServiceSpec(
      component({
        'nthlayer.dev/tier': 'low',
        'nthlayer.dev/enabled': 'false',
      }),
      context,
    );
    expect(found(result)).toBe('disabled');
  });

  it.each([
    ['library', 'info library-has-no-stack spec.type'],
    ['database', 'error no-signals-for-type spec.type'],
  ])('is of the type %s, and is told so', (type, expected) => {
    const result = readServiceSpec(component(undefined, { type }), context);
    expect(found(result)).toBe('unsupported-type');
    expect(codes(result)).toEqual([expected]);
  });

  it('names other annotations but no tier', () => {
    const result = readServiceSpec(
      component({ 'nthlayer.dev/type': 'worker' }),
      context,
    );
    expect(found(result)).toBe('no-annotation');
    expect(codes(result)).toEqual([`warning missing-tier ${TIER}`]);
  });

  it.each([
    ['kind', { ...component(), kind: 'Component' }, undefined],
    ['name', { metadata: { name: 'a\n- alert: x' } }, 'metadata.name'],
    ['missing name', { metadata: {} }, 'metadata.name'],
    [
      'namespace',
      { metadata: { name: 'a', namespace: 'a/b' } },
      'metadata.namespace',
    ],
  ])('has an unusable %s', (_what, part, path) => {
    const entity = { ...component(), ...part } as Entity;
    const result = readServiceSpec(entity, { ...context, defaultTier: 'low' });
    expect(found(result)).toBe(path ? 'failed' : 'spec');
    expect(codes(result)).toEqual(path ? [`error invalid-entity ${path}`] : []);
  });
});

it('takes a component without a type for an api, and says so', () => {
  const result = readServiceSpec(component(undefined, {}), context);
  expect(specOf(result).type).toBe('api');
  expect(codes(result)).toEqual(['warning missing-type spec.type']);
});

it('gives entities without annotations a stack where the configuration says so', () => {
  const result = readServiceSpec(component({}), {
    ...context,
    defaultTier: 'low',
  });
  expect(specOf(result).tier).toBe('low');
  expect(specOf(result).provenance.tier.source).toBe('config');
});

describe('bad annotations', () => {
  const path = (name: string) => `metadata.annotations["nthlayer.dev/${name}"]`;

  it.each([
    ['tier', 'critcal', 'error unknown-tier', 'spec'],
    ['tier', '', 'error unknown-tier', 'spec'],
    ['tier', 'Critical', 'error unknown-tier', 'spec'],
    ['type', 'wroker', 'error unknown-type', 'spec'],
    ['type', 'x-', 'error unknown-type', 'spec'],
    ['type', 'x-"; DROP', 'error unknown-type', 'spec'],
    ['enabled', 'no', 'error invalid-enabled', 'spec'],
    ['data-source', 'dmeo', 'error unknown-data-source', 'no-data-source'],
    [
      'data-source',
      'http://169.254.169.254/',
      'error unknown-data-source',
      'no-data-source',
    ],
    ['environments', 'prodution', 'error unknown-environment', 'failed'],
    ['environments', '', 'error unknown-environment', 'failed'],
    ['environments', ',', 'error unknown-environment', 'failed'],
    ['environments', 'production,,', 'error unknown-environment', 'spec'],
    ['environments', 'production, qa', 'error unknown-environment', 'spec'],
    ['spec', './slo.yaml', 'warning spec-file-not-read', 'spec'],
    ['entity', './entity.yaml', 'warning entity-annotation', 'spec'],
    ['teir', 'low', 'warning unknown-annotation', 'spec'],
    [
      'service',
      'x"} or vector(1) or up{a="',
      'error invalid-service-label',
      'failed',
    ],
    ['service', '.*', 'error invalid-service-label', 'failed'],
    ['service', 'a\\', 'error invalid-service-label', 'failed'],
    ['service', '', 'error invalid-service-label', 'failed'],
    ['service', 'a'.repeat(254), 'error invalid-service-label', 'failed'],
    ['service', 'a\nb', 'error invalid-service-label', 'failed'],
  ])('nthlayer.dev/%s: %j', (name, value, expected, outcome) => {
    const result = readServiceSpec(
      component({
        'nthlayer.dev/tier': 'high',
        [`nthlayer.dev/${name}`]: value,
      }),
      context,
    );
    expect(codes(result)).toEqual([`${expected} ${path(name)}`]);
    expect(found(result)).toBe(outcome);
  });

  it.each([
    ['tier', 'critcal', '"critical"', /tier standard is used/],
    ['type', 'wroker', '"worker"', /type api is used/],
    ['data-source', 'dmeo', '"demo"', /Nothing is built/],
    ['environments', 'prodution', '"production"', /left out/],
    ['teir', 'low', 'nthlayer.dev/tier', /ignored/],
    ['entity', './entity.yaml', 'nthlayer.dev/spec', /ignored/],
  ])(
    'says for nthlayer.dev/%s: %s what was meant and what follows',
    (name, value, guess, consequence) => {
      const [{ detail }] = readServiceSpec(
        component({
          'nthlayer.dev/tier': 'high',
          [`nthlayer.dev/${name}`]: value,
        }),
        context,
      ).diagnostics;
      expect(detail).toContain(guess);
      expect(detail).toMatch(consequence);
    },
  );

  it('falls back to the default tier and to the type of the entity', () => {
    const spec = specOf(
      readServiceSpec(
        component({ 'nthlayer.dev/tier': 'gold', 'nthlayer.dev/type': 'cron' }),
        context,
      ),
    );
    expect([spec.tier, spec.type]).toEqual(['standard', 'api']);
    expect(spec.provenance.tier.source).toBe('default');
    expect(spec.provenance.type.source).toBe('entity');
  });

  it.each([
    [false, 'disabled', 'warning'],
    [true, 'spec', 'warning'],
    [null, 'spec', 'error'],
    [['false'], 'spec', 'error'],
  ])(
    'reads nthlayer.dev/enabled: %j as YAML gives it',
    (value, outcome, severity) => {
      const entity = component({ 'nthlayer.dev/tier': 'low' });
      const annotations = {
        ...entity.metadata.annotations,
        'nthlayer.dev/enabled': value as unknown as string,
      };
      const result = readServiceSpec(
        { ...entity, metadata: { ...entity.metadata, annotations } },
        context,
      );
      expect(found(result)).toBe(outcome);
      expect(codes(result)).toEqual([
        `${severity} annotation-not-a-string ${path('enabled')}`,
      ]);
    },
  );

  it('answers a manifest of OpenSRM like a spec file', () => {
    const result = readServiceSpec(
      component({
        'nthlayer.dev/tier': 'low',
        'opensrm.nthlayer.io/manifest': './service.yaml',
      }),
      context,
    );
    expect(codes(result)).toEqual([
      'warning spec-file-not-read metadata.annotations["opensrm.nthlayer.io/manifest"]',
    ]);
  });

  it('does not show hostile text raw', () => {
    const [{ summary }] = readServiceSpec(
      component({ 'nthlayer.dev/tier': `\u202e\u0007${'x'.repeat(500)}` }),
      context,
    ).diagnostics;
    expect(summary).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    expect(summary.length).toBeLessThan(150);
  });
});

it.each([
  ['critcal', undefined, 'default fallback for an unknown tier'],
  ['critcal', 'low', 'config nthlayer.defaultTier'],
  ['critical', 'low', 'annotation nthlayer.dev/tier'],
] as const)(
  'the tier %j with the default %j is %s',
  (tier, usual, expected) => {
    const { provenance } = specOf(
      readServiceSpec(component({ 'nthlayer.dev/tier': tier }), {
        ...context,
        ...(usual && { defaultTier: usual }),
      }),
    );
    const { source, from } = provenance.tier;
    expect(`${source} ${from}`).toBe(expected);
  },
);

it.each(['production,', 'production , ', ' production'])(
  'the environments %j are one',
  environments => {
    const result = readServiceSpec(
      component({
        'nthlayer.dev/tier': 'low',
        'nthlayer.dev/environments': environments,
      }),
      context,
    );
    expect(result.diagnostics).toEqual([]);
    expect(specOf(result).environments).toEqual(['production']);
  },
);

describe('data sources and environments', () => {
  const eu = { name: 'eu', default: false, environments: ['prod', 'qa'] };
  const us = { name: 'us', default: true, environments: [] };

  it.each([
    ['none', [], undefined, 'no-data-source', 'no-data-source'],
    ['the only one', [eu], undefined, 'spec', 'eu'],
    ['the default', [eu, us], undefined, 'spec', 'us'],
    ['the named one', [eu, us], 'eu', 'spec', 'eu'],
    [
      'none of several',
      [eu, { ...us, default: false }],
      undefined,
      'no-data-source',
      'no-default-data-source',
    ],
    [
      'a name but none configured',
      [],
      'eu',
      'no-data-source',
      'no-data-source',
    ],
  ])('%s', (_what, dataSources, name, outcome, chosenOrCode) => {
    const result = readServiceSpec(
      component({
        'nthlayer.dev/tier': 'low',
        ...(name && { 'nthlayer.dev/data-source': name }),
      }),
      { ...context, dataSources },
    );
    expect(found(result)).toBe(outcome);
    expect(
      result.kind === 'spec'
        ? result.spec.dataSource
        : result.diagnostics[0].code,
    ).toBe(chosenOrCode);
  });

  it.each([
    [us, undefined, ['default']],
    [eu, undefined, ['prod', 'qa']],
    [eu, 'qa', ['qa']],
    [eu, ' qa , prod,qa', ['qa', 'prod']],
  ])('%j with %j has the environments %j', (source, list, expected) => {
    const result = readServiceSpec(
      component({
        'nthlayer.dev/tier': 'low',
        ...(list && { 'nthlayer.dev/environments': list }),
      }),
      { ...context, dataSources: [source] },
    );
    expect(specOf(result).environments).toEqual(expected);
    expect(result.diagnostics).toEqual([]);
  });
});

it.each([
  ['Payments', true],
  ['', false],
  ['a\nb', false],
  ['\u202eabc', false],
  ['x'.repeat(201), false],
  [42, false],
])('shows the title %j: %s', (title, shown) => {
  const entity = component();
  const result = readServiceSpec(
    { ...entity, metadata: { ...entity.metadata, title: title as string } },
    context,
  );
  expect(specOf(result).title).toBe(shown ? title : undefined);
  expect(codes(result)).toEqual(
    shown ? [] : ['warning invalid-title metadata.title'],
  );
});

describe('any entity', () => {
  const annotations = fc.dictionary(
    fc.oneof(
      fc.constantFrom(
        'nthlayer.dev/tier',
        'nthlayer.dev/type',
        'nthlayer.dev/service',
        'nthlayer.dev/data-source',
        'nthlayer.dev/environments',
        'nthlayer.dev/enabled',
        'nthlayer.dev/spec',
        'nthlayer.dev/entity',
        '__proto__',
      ),
      fc.string().map(text => `nthlayer.dev/${text}`),
    ),
    fc.oneof(
      fc.constantFrom('critical', 'worker', 'library', 'demo', 'production'),
      fc.string({ unit: 'binary' }),
      fc.anything(),
    ),
  );
  const mostly = (usual: fc.Arbitrary<unknown>) =>
    fc.oneof(
      { weight: 9, arbitrary: usual },
      { weight: 1, arbitrary: fc.anything() },
    );
  const shaped = fc.record(
    {
      kind: mostly(fc.constant('Component')),
      metadata: mostly(
        fc.record(
          {
            name: mostly(fc.constant('a')),
            namespace: mostly(fc.constant('default')),
            title: fc.anything(),
            annotations: mostly(annotations),
          },
          { requiredKeys: ['name', 'annotations'] },
        ),
      ),
      spec: fc.anything(),
      relations: fc.anything(),
    },
    { requiredKeys: ['kind', 'metadata'] },
  );

  it('has a typed result, never a throw', () => {
    let specs = 0;
    fc.assert(
      fc.property(mostly(shaped), value => {
        const result = readServiceSpec(value as Entity, {
          ...context,
          defaultTier: 'standard',
        });
        for (const { severity, code, path } of result.diagnostics) {
          expect(['error', 'warning', 'info']).toContain(severity);
          expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
          expect(path).not.toBe('');
        }
        const spec = result.kind === 'spec' ? result.spec : undefined;
        expect(spec?.slos.length).not.toBe(0);
        expect(spec?.service ?? 'a').toMatch(/^[A-Za-z0-9._:/-]{1,253}$/);
        expect(spec?.environments ?? ['production']).toEqual(['production']);
        specs += spec ? 1 : 0;
      }),
      { numRuns: 500 },
    );
    // Else the property would say nothing of specs.
    expect(specs).toBeGreaterThan(5);
  });
});
