import { generateStack } from '../generateStack';
import { builtInGenerators } from '../generators';
import {
  codes,
  readShop,
  shopContext as context,
  shopEntity,
  specOf,
} from './__testUtils__/shopSpec';
import { SpecResult } from './specContext';
import { slosIn, specIn } from './specIn';

function read(...lines: string[]): SpecResult {
  return readShop(lines);
}

function sloIn(result: SpecResult, environment: string, name: string) {
  const slo = specIn(specOf(result), environment).slos.find(
    each => each.name === name,
  );
  return {
    ...slo,
    hours:
      Number(slo?.window.type === 'rolling' && slo.window.durationMs) /
      3_600_000,
  };
}

const OVERLAID = [
  'alerts: { minBadEvents: 5, disabled: [ticket-slow] }',
  'environments:',
  '  - production',
  '  - name: staging',
  '    tier: low',
  '    service: shop-stg',
  '    selector: { cluster: stg, zone: a }',
  '    alerts: { disabled: [], burn: { page-fast: { budget: 4, window: 2h } } }',
  '    slos:',
  '      - { name: availability, target: 95, window: 7d }',
  '      - { name: latency, threshold: 1s, alerts: { thresholds: [50, 90] } }',
];

describe('an environment that differs', () => {
  const result = read(...OVERLAID);

  it('leaves the others as they are', () => {
    expect(codes(result)).toEqual([]);
    const spec = specIn(specOf(result), 'production');
    expect(spec).toMatchObject({ tier: 'critical', service: 'shop' });
    expect(spec).not.toHaveProperty('overlays');
    expect(sloIn(result, 'production', 'availability')).toMatchObject({
      objective: 0.9995,
      hours: 720,
      alerts: { minBadEvents: 5, disabled: ['ticket-slow'] },
    });
  });

  it('has its own tier, label, numbers and alerts', () => {
    expect(specIn(specOf(result), 'staging')).toMatchObject({
      tier: 'low',
      service: 'shop-stg',
      dataSource: 'main',
    });
    expect(sloIn(result, 'staging', 'availability')).toMatchObject({
      objective: 0.95,
      description: '95 % of requests succeed over 7 days.',
      hours: 168,
      alerts: {
        minBadEvents: 5,
        burn: { 'page-fast': { budgetShare: 0.04, longMs: 7_200_000 } },
      },
    });
    expect(sloIn(result, 'staging', 'availability').alerts).not.toHaveProperty(
      'disabled',
    );
    expect(sloIn(result, 'staging', 'latency')).toMatchObject({
      objective: 0.99,
      sli: { thresholdMs: 1000 },
      alerts: { budgetThresholds: [0.5, 0.9] },
    });
  });

  it('says where its values came from', () => {
    const { provenance } = specIn(specOf(result), 'staging');
    expect(provenance).toMatchObject({
      name: { source: 'entity' },
      tier: { source: 'spec-file', from: 'nthlayer.yaml:9' },
      service: { source: 'spec-file', from: 'nthlayer.yaml:10' },
      selector: { source: 'spec-file', from: 'nthlayer.yaml:11' },
      'slos.availability.objective': { from: 'nthlayer.yaml:14' },
      'slos.availability.alerts.burn.page-fast': { from: 'nthlayer.yaml:12' },
      'slos.availability.alerts.minBadEvents': { from: 'nthlayer.yaml:5' },
      'slos.latency.objective': { source: 'default', from: 'tier low' },
    });
    expect(specIn(specOf(result), 'production').provenance.tier.source).toBe(
      'annotation',
    );
  });

  it('is chosen by its selector in place of its name', () => {
    const matchers = (environment: string) => {
      const [{ sli }] = slosIn(
        specOf(result),
        environment,
        context.dataSources[0],
      );
      return sli.kind === 'ratio' ? sli.total.matchers : [];
    };
    expect(
      matchers('production').map(({ label, value }) => [label, value]),
    ).toEqual([
      ['service', 'shop'],
      ['environment', 'production'],
    ]);
    expect(
      matchers('staging').map(({ label, value }) => [label, value]),
    ).toEqual([
      ['service', 'shop-stg'],
      ['cluster', 'stg'],
      ['zone', 'a'],
    ]);
  });

  it('has a stack of its own, and changes no other', () => {
    const stackOf = (of: SpecResult, environment: string) =>
      generateStack(specOf(of), builtInGenerators, {
        environment,
        dataSource: { ...context.dataSources[0], scrapeIntervalMs: 15_000 },
        serviceLabel: 'service',
      });
    const rules = (environment: string) =>
      stackOf(result, environment).assets.find(
        ({ kind }) => kind === 'prometheus-rules',
      )?.content;
    expect(stackOf(result, 'staging').diagnostics).toEqual([]);
    expect(rules('staging')).toContain('service="shop-stg"');
    expect(rules('staging')).toContain('tier: low');
    expect(rules('production')).toContain('tier: critical');
    const changed = read(...OVERLAID.map(line => line.replace('95', '96')));
    expect(stackOf(changed, 'production').revision).toBe(
      stackOf(result, 'production').revision,
    );
    expect(stackOf(changed, 'staging').revision).not.toBe(
      stackOf(result, 'staging').revision,
    );
  });
});

describe('paging and the gate in an environment', () => {
  const readWarned = (...lines: string[]) => {
    const result = readShop(lines);
    const warned = codes(result).filter(code => !code.includes(' info '));
    return { spec: specOf(result), warned };
  };
  const GENERAL = [
    'paging: { service: P1, urgency: high }',
    'gate: { warnBelow: 20, blockBelow: 10 }',
  ];

  it('lie on those of the service, field by field', () => {
    const { spec, warned } = readWarned(
      ...GENERAL,
      'environments:',
      '  - production',
      '  - { name: staging, paging: { urgency: low }, gate: { blockBelow: 5, onUnknown: allow } }',
    );
    expect(warned).toEqual([]);
    expect(specIn(spec, 'production')).toMatchObject({
      paging: { service: 'P1', urgency: 'high' },
      gate: { warnBelow: 0.2, blockBelow: 0.1 },
      provenance: { gate: { from: 'nthlayer.yaml:6' } },
    });
    expect(specIn(spec, 'staging')).toMatchObject({
      paging: { service: 'P1', urgency: 'low' },
      gate: { warnBelow: 0.2, blockBelow: 0.05, onUnknown: 'allow' },
      provenance: { gate: { from: 'nthlayer.yaml:9' } },
    });
    expect(spec.overlays?.staging).not.toHaveProperty('slos');
  });

  it('may be said of one environment alone', () => {
    const { spec } = readWarned(
      'environments: [{ name: staging, gate: { warnBelow: 9 } }]',
    );
    expect(spec).not.toHaveProperty('gate');
    expect(specIn(spec, 'staging').gate).toEqual({ warnBelow: 0.09 });
  });

  it.each([
    ['gate: { blockBelow: 30 }', 'warning gate-order', 'gate.blockBelow'],
    [
      'gate: { warnBelow: 3, blockBelow: 4 }',
      'warning gate-order',
      'gate.blockBelow',
    ],
    ['gate: { warnBelow: 5 }', 'warning gate-order', 'gate.blockBelow'],
    ['gate: { blockBelow: 101 }', 'error invalid-share', 'gate.blockBelow'],
    ['paging: 1', 'error wrong-type', 'paging'],
    ['runbook: {}', 'error unknown-field', 'runbook'],
  ])('are told of once: %s', (line, code, path) => {
    const { warned } = readWarned(
      ...GENERAL,
      `environments: [{ name: staging, ${line} }]`,
    );
    expect(warned.map(each => each.replace(/^\d+:\d+ /, ''))).toEqual([
      `${code} spec.environments[0].${path}`,
    ]);
  });
});

describe('an environment in a data source of its own', () => {
  it('may be one that only that source serves', () => {
    const result = read(
      'environments: [production, { name: perf, dataSource: lab }]',
    );
    expect(codes(result)).toEqual([]);
    expect(specOf(result).environments).toEqual(['production', 'perf']);
    expect(specIn(specOf(result), 'perf').dataSource).toBe('lab');
    expect(specIn(specOf(result), 'production').dataSource).toBe('main');
  });

  it.each([
    ['{ name: perf, dataSource: lba }', 'unknown-data-source', 'dataSource'],
    ['{ name: prod, dataSource: lab }', 'unknown-environment', 'name'],
    ['{ name: staging, service: "a b" }', 'invalid-service-label', 'service'],
  ])('is left out when its series cannot be told: %s', (entry, code, field) => {
    const result = read(`environments: [production, ${entry}]`);
    expect(codes(result).map(each => each.split(' ').slice(1))).toEqual([
      ['error', code, `spec.environments[1].${field}`],
    ]);
    expect(specOf(result).environments).toEqual(['production']);
  });
});

describe('findings on environments', () => {
  it.each([
    [
      'without a name',
      '- { tier: low }',
      'error missing-field spec.environments[0].name',
    ],
    [
      'twice',
      '- { name: staging, tier: low }\n    - staging',
      'error duplicate-environment spec.environments[1]',
    ],
    [
      'of an SLO that is not there',
      '- { name: staging, slos: [{ name: availabilty, target: 9 }] }',
      'error unknown-slo spec.environments[0].slos[0].name',
    ],
    [
      'of an SLO without a threshold',
      '- { name: staging, slos: [{ name: availability, threshold: 1s }] }',
      'error slo-without-threshold spec.environments[0].slos[0].threshold',
    ],
    [
      'of a nameless SLO',
      '- { name: staging, slos: [{ target: 9 }] }',
      'error missing-field spec.environments[0].slos[0]',
    ],
    [
      'with the service label in its selector',
      '- { name: staging, selector: { service: b } }',
      'error selector-of-service spec.environments[0].selector.service',
    ],
    [
      'with an unknown field',
      '- { name: staging, teir: low }',
      'error unknown-field spec.environments[0].teir',
    ],
    [
      'with a ratio',
      '- { name: staging, slos: [{ name: latency, target: 0.9 }] }',
      'warning target-looks-like-ratio spec.environments[0].slos[0].target',
    ],
  ])('%s', (_case, entry, expected) => {
    const result = read('environments:', `  ${entry}`);
    expect(codes(result).map(code => code.replace(/^\d+:\d+ /, ''))).toEqual([
      expected,
    ]);
  });

  it('tells that an environment is not one of the service', () => {
    const result = readShop(
      ['environments: [{ name: staging, tier: low }]'],
      shopEntity({ 'nthlayer.dev/environments': 'production' }),
    );
    expect(codes(result)).toEqual([
      '5:18 warning overlay-without-environment spec.environments[0]',
    ]);
    expect(specOf(result)).not.toHaveProperty('overlays');
  });
});
