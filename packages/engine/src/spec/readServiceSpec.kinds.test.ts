import { generateStack } from '../generateStack';
import { builtInGenerators } from '../generators';
import { codes, readShop, shopContext, specOf } from './__testUtils__/shopSpec';

function slosOf(...entries: string[]) {
  const result = readShop(['slos:', ...entries.map(entry => `- ${entry}`)]);
  return {
    slos: result.kind === 'spec' ? result.spec.slos : [],
    found: codes(result).map(code => code.replace(/^\d+:\d+ /, '')),
    result,
  };
}

const own = { label: 'service', op: '=', value: 'shop' };

describe('what an SLO of a spec file measures', () => {
  it.each<[string, string, object, string]>([
    [
      'events that succeed in time',
      '{ preset: errors-and-latency, target: 99, threshold: 500ms }',
      {
        kind: 'latency',
        bucket: {
          metric: 'http_request_duration_seconds_bucket',
          matchers: [own, { label: 'status', op: '!~', value: '5..' }],
        },
        total: {
          metric: 'http_request_duration_seconds_count',
          matchers: [own],
        },
        thresholdMs: 500,
        unitMs: 1000,
        groupBy: [],
      },
      '99 % of requests succeed and take at most 500 ms over 30 days.',
    ],
    [
      'a native histogram',
      '{ preset: latency, target: 99, threshold: 300ms, histogram: native, groupBy: [route] }',
      {
        kind: 'native-latency',
        histogram: { metric: 'http_request_duration_seconds', matchers: [own] },
        thresholdMs: 300,
        unitMs: 1000,
        groupBy: ['route'],
      },
      '99 % of requests take at most 300 ms over 30 days.',
    ],
    [
      'whether it is up',
      '{ preset: probe, target: 99.9 }',
      { kind: 'probe', up: { metric: 'up', matchers: [own] }, groupBy: [] },
      '99.9 % of probes succeed over 30 days.',
    ],
    [
      'a probe of another name',
      '{ preset: probe, target: 99.9, metric: probe_success, selector: { instance: "https://a" } }',
      {
        kind: 'probe',
        up: {
          metric: 'probe_success',
          matchers: [{ label: 'instance', op: '=', value: 'https://a' }],
        },
        groupBy: [],
      },
      '99.9 % of probes succeed over 30 days.',
    ],
    [
      'a value each minute',
      `{ preset: threshold, target: 95, query: 'max( lag{service="shop"} )', op: lte, value: 30 }`,
      {
        kind: 'threshold',
        expression: 'max(lag{service="shop"})',
        op: 'lte',
        value: 30,
        groupBy: [],
      },
      '95 % of minutes are at most 30 over 30 days.',
    ],
    [
      'sums of counters',
      `{ preset: expression, target: 99, bad: 'sum(rate(lost_total{service="shop"}[5m]))', total: 'sum(rate(all_total{service="shop"}[5m]))' }`,
      {
        kind: 'ratio',
        bad: { metric: 'lost_total', matchers: [own] },
        total: { metric: 'all_total', matchers: [own] },
        groupBy: [],
      },
      '99 % of events are good over 30 days.',
    ],
  ])('may be %s', (_what, entry, sli, description) => {
    const { slos, found } = slosOf(entry);
    expect(found).toEqual([]);
    expect(slos[0].sli).toEqual(sli);
    expect(slos[0].description).toBe(description);
  });

  it('may be queries that are evaluated as they are written, which is told', () => {
    const { slos, found } = slosOf(
      `{ preset: expression, target: 99, ratio: 'avg(hit_ratio{service="shop"})' }`,
    );
    expect(slos[0].sli).toMatchObject({ kind: 'expression', of: 'good' });
    expect(found).toEqual(['warning approximate-sli spec.slos[0].ratio']);
  });

  it.each([
    ['max(a{b="c\\0d"})'],
    ['max(a{b="c\\u202ed"})'],
    ['max(a{b="c\\ud800d"})'],
  ])('are no queries with characters that do not show: %s', query => {
    const { slos, found } = slosOf(
      `{ preset: threshold, target: 95, query: "${query.replaceAll(
        '"',
        "'",
      )}", op: lt, value: 3 }`,
      '{ preset: probe, target: 99 }',
    );
    expect(slos.map(({ name }) => name)).toEqual(['probe']);
    expect(found).toEqual(['error invalid-query spec.slos[0].query']);
  });

  it('tell what has no effect on them', () => {
    const { found } = slosOf(
      '{ preset: probe, target: 99 }',
      `{ preset: expression, target: 99, of: bad, bad: 'sum(rate(lost_total{service="shop"}[5m]))', total: 'sum(rate(all_total{service="shop"}[5m]))' }`,
      '{ preset: composite, target: 98, formula: worst, members: [probe, { slo: expression, weight: 3 }] }',
    );
    expect(found).toEqual([
      'info field-without-effect spec.slos[1].of',
      'info field-without-effect spec.slos[2].members[1].weight',
    ]);
  });

  it('may be other SLOs together', () => {
    const { slos, found } = slosOf(
      '{ preset: availability, target: 99 }',
      '{ preset: probe, target: 99 }',
      '{ preset: composite, name: all, target: 98, formula: weighted, members: [probe, { slo: availability, weight: 3 }] }',
    );
    expect(found).toEqual([]);
    expect(slos[2]).toMatchObject({
      name: 'all',
      description:
        '98 % by the weighted mean of probe and availability over 30 days.',
      objective: 0.98,
      sli: {
        kind: 'composite',
        formula: 'weighted',
        members: [
          { slo: 'probe', weight: 1 },
          { slo: 'availability', weight: 3 },
        ],
      },
    });
  });

  it('says where it is written, and has rules', () => {
    const { result } = slosOf(
      `{ preset: threshold, target: 95, query: 'lag{service="shop"}', op: lt, value: 3 }`,
    );
    expect(specOf(result).provenance['slos.threshold.sli']).toEqual({
      source: 'spec-file',
      from: 'nthlayer.yaml:6',
      path: 'spec.slos[0]',
      column: 5,
    });
    const { assets } = generateStack(specOf(result), builtInGenerators, {
      environment: 'production',
      dataSource: { ...shopContext.dataSources[0], scrapeIntervalMs: 15_000 },
      serviceLabel: 'service',
    });
    const rules = assets.find(({ kind }) => kind === 'prometheus-rules');
    expect(rules?.content).toContain(
      'lag{service="shop",environment="production"}',
    );
  });
});

describe('minutes without data', () => {
  it('are what the SLO says', () => {
    const { slos, found, result } = slosOf(
      '{ preset: availability, target: 99, noData: bad }',
      '{ preset: probe, target: 99 }',
    );
    expect(found).toEqual([]);
    expect(slos.map(({ noData }) => noData)).toEqual(['bad', 'ignore']);
    const { provenance } = specOf(result);
    expect(provenance['slos.availability.noData'].from).toBe('nthlayer.yaml:6');
    expect(provenance['slos.probe.noData'].source).toBe('default');
  });
});

describe('what an SLO cannot measure', () => {
  it.each<[string, string[]]>([
    [
      '{ preset: threshold, target: 9, query: "max(", op: lt, value: 1 }',
      ['error invalid-promql spec.slos[0].query'],
    ],
    [
      '{ preset: threshold, target: 9, query: up, value: 1 }',
      ['error missing-field spec.slos[0].op'],
    ],
    [
      '{ preset: expression, target: 9, total: "sum(a_total)" }',
      ['error incomplete-sli spec.slos[0]'],
    ],
    [
      '{ preset: expression, target: 9 }',
      ['error incomplete-sli spec.slos[0]'],
    ],
    [
      '{ preset: threshold, target: 9, query: up, op: lt, value: .nan }',
      ['error invalid-value spec.slos[0].value'],
    ],
    [
      '{ preset: composite, target: 9, formula: worst, members: [one, { slo: probe }] }',
      [
        'error unknown-slo spec.slos[0].members[0]',
        'error unknown-slo spec.slos[0].members[1].slo',
      ],
    ],
    [
      '{ preset: composite, target: 9, formula: sum, members: [{ weight: 1 }, 7] }',
      [
        'error missing-field spec.slos[0].members[0]',
        'error wrong-type spec.slos[0].members[1]',
      ],
    ],
    [
      '{ preset: probe, target: 9, query: up }',
      ['error unknown-field spec.slos[0].query'],
    ],
    [
      '{ preset: composite, target: 9, formula: worst, members: [availability, availability] }',
      ['error duplicate-member spec.slos[0].members[1]'],
    ],
    [
      '{ preset: composite, target: 9, formula: worst, members: [availability, other] }\n  - { preset: composite, name: other, target: 9, formula: worst, members: [availability, composite] }',
      [
        'error composite-of-composite spec.slos[0].members[1]',
        'error composite-of-composite spec.slos[1].members[1]',
      ],
    ],
  ])('is left out: %s', (entry, expected) => {
    const { slos, found } = slosOf(
      entry,
      '{ preset: availability, target: 99 }',
    );
    expect(found).toEqual(expected.map(code => expect.stringContaining(code)));
    expect(
      slos.map(({ name }) => name).filter(name => name !== 'probe'),
    ).toEqual(['availability']);
  });
});

describe('slices of time', () => {
  it.each([
    [
      'slice: 5m, sliceTarget: 95',
      'Timeslices',
      { lengthMs: 300_000, objective: 0.95 },
      'In 99 % of slices of 5 minutes, 95 % of requests succeed, over 30 days.',
    ],
    [
      'slice: 1h',
      'RatioTimeslices',
      { lengthMs: 3_600_000, objective: 1 },
      '99 % of requests succeed over 30 days, as the mean of slices of 1 hour.',
    ],
  ])('%s counts %s', (fields, method, slices, description) => {
    const { slos, found, result } = slosOf(
      `{ preset: availability, target: 99, ${fields} }`,
    );
    expect(found).toEqual([]);
    expect(slos).toMatchObject([{ method, slices, description }]);
    expect(
      result.kind === 'spec' &&
        result.spec.provenance['slos.availability.method'].source,
    ).toBe('spec-file');
  });

  it.each([
    ['slice: 7m', ['error invalid-slice spec.slos[0].slice']],
    ['slice: 1d, window: 25h', ['warning invalid-slice spec.slos[0]']],
    [
      'slice: 1d, window: 23h',
      ['error invalid-slice spec.slos[0]', 'error no-slos spec.slos'],
    ],
    ['sliceTarget: 95', ['error missing-field spec.slos[0].sliceTarget']],
    [
      'slice: 5m, sliceTarget: 101',
      ['error invalid-slice-target spec.slos[0].sliceTarget'],
    ],
  ])('that cannot be are told: %s', (fields, expected) => {
    const { found } = slosOf(`{ preset: availability, target: 99, ${fields} }`);
    expect(found).toEqual(expected);
  });
});
