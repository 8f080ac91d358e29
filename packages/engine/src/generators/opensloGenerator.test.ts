import { ServiceSpec, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { parseAllDocuments } from 'yaml';
import { readOpenSlo } from '../openslo/read/readOpenSlo';
import { classifyQueries } from '../sli/userExpression';
import { readDocuments } from '../spec/documents';
import { opensloGenerator } from './opensloGenerator';

const service = { label: 'service', op: '=', value: 'pay' } as const;
const base = {
  description: 'Fine.',
  objective: 0.99,
  window: { type: 'rolling', durationMs: 30 * 86_400_000 },
  method: 'Occurrences',
  noData: 'ignore',
} as const;
const availability: Slo = {
  ...base,
  name: 'availability',
  displayName: 'Availability',
  sli: {
    kind: 'ratio',
    total: { metric: 'requests_total', matchers: [service] },
    bad: {
      metric: 'requests_total',
      matchers: [service, { label: 'status', op: '=~', value: '5..' }],
    },
    groupBy: ['tenant'],
  },
};
const latency: Slo = {
  ...base,
  name: 'latency',
  displayName: 'Latency',
  sli: {
    kind: 'latency',
    bucket: { metric: 'd_bucket', matchers: [service] },
    total: { metric: 'd_count', matchers: [service] },
    thresholdMs: 250,
    unitMs: 1000,
    groupBy: [],
  },
};

function generate(...slos: readonly Slo[]) {
  const spec: ServiceSpec = {
    entityRef: 'component:default/pay',
    name: 'pay',
    service: 'pay',
    type: 'api',
    tier: 'high',
    dataSource: 'demo',
    environments: ['production'],
    slos,
    labels: {},
    dependencies: [],
    provenance: {},
  };
  const { assets, diagnostics } = opensloGenerator.generate(spec, {
    environment: 'production',
    slos,
    serviceLabel: 'service',
    scrapeIntervalMs: 15_000,
    minBadEvents: 3,
  });
  const documents = assets.flatMap(({ content }) =>
    parseAllDocuments(content).map(document => document.toJS()),
  );
  return { assets, diagnostics, documents };
}

it('writes one file with the counters of each SLI', () => {
  const { assets, diagnostics, documents } = generate(availability, latency);

  expect(diagnostics).toEqual([]);
  expect(assets).toMatchObject([
    { id: 'openslo', kind: 'openslo', path: 'openslo.yaml' },
  ]);
  expect(documents.map(({ kind }) => kind)).toEqual([
    'Service',
    'DataSource',
    'SLO',
    'SLO',
  ]);
  const ratio = (index: number) =>
    documents[index].spec.indicator.spec.ratioMetric;
  expect(ratio(2).bad.metricSource.spec.query).toBe(
    'sum by (tenant) (requests_total{service="pay",status=~"5.."})',
  );
  expect(ratio(2).total.metricSource.spec.query).toBe(
    'sum by (tenant) (requests_total{service="pay"})',
  );
  expect(ratio(3).good.metricSource.spec.query).toBe(
    'sum(d_bucket{service="pay",le="0.25"})',
  );
  expect(ratio(3).total.metricSource.spec.query).toBe(
    'sum(d_count{service="pay"})',
  );
});

describe('what it writes is read as the same', () => {
  const own = 'service="pay"';
  it.each<[string, Partial<Slo>]>([
    [
      'a threshold in slices',
      {
        method: 'Timeslices',
        slices: { lengthMs: 300_000, objective: 0.8 },
        sli: {
          kind: 'threshold',
          expression: `max(depth{${own}})`,
          op: 'lte',
          value: 100,
          groupBy: [],
        },
      },
    ],
    [
      'a raw ratio',
      {
        method: 'RatioTimeslices',
        slices: { lengthMs: 3_600_000, objective: 1 },
        sli: {
          kind: 'expression',
          of: 'good',
          ratio: `avg_over_time(share{${own}}[1m])`,
          reason: 'function',
          groupBy: [],
        },
      },
    ],
    [
      'arithmetic',
      {
        sli: {
          kind: 'expression',
          of: 'bad',
          part: `sum(rate(a{${own}}[5m])) * 2`,
          total: `sum(rate(b{${own}}[5m])) * 2`,
          reason: 'arithmetic',
          groupBy: [],
        },
      },
    ],
    ['counters', { sli: availability.sli }],
  ])('%s', (_, changes) => {
    const written = { ...latency, ...changes };
    const { assets, diagnostics } = generate(written);
    expect(diagnostics).toEqual([]);
    const { documents } = readDocuments({
      path: 'openslo.yaml',
      text: assets[0].content,
    });
    const read = readOpenSlo(documents, {
      names: ['pay'],
      others: [],
      serviceLabel: 'service',
    });
    const { method, slices, sli } = written;
    expect(read.slos.map(({ slo }) => slo)).toMatchObject([
      { method, ...(slices && { slices }), sli },
    ]);
  });

  it('a composite, whose objectives are the SLOs of its members', () => {
    const seconds: Slo = {
      ...latency,
      sli: {
        kind: 'latency',
        bucket: { metric: 'd_seconds_bucket', matchers: [service] },
        total: { metric: 'd_seconds_count', matchers: [service] },
        thresholdMs: 250,
        unitMs: 1000,
        groupBy: [],
      },
    };
    const composite: Slo = {
      ...latency,
      name: 'all',
      objective: 0.985,
      sli: {
        kind: 'composite',
        formula: 'weighted',
        members: [
          { slo: 'latency', weight: 3 },
          { slo: 'availability', weight: 0.5 },
        ],
        groupBy: [],
      },
    };
    const { assets, diagnostics, documents } = generate(
      composite,
      availability,
      seconds,
    );
    expect(diagnostics).toEqual([]);
    expect(
      documents.map(({ kind, metadata }) => [kind, metadata.name]),
    ).toEqual([
      ['Service', 'pay'],
      ['DataSource', 'demo'],
      ['SLI', 'pay-availability'],
      ['SLI', 'pay-latency'],
      ['SLO', 'pay-all'],
      ['SLO', 'pay-availability'],
      ['SLO', 'pay-latency'],
    ]);
    expect(documents[4]).toMatchObject({
      metadata: {
        annotations: {
          'nthlayer.dev/composite-target': '0.985',
          'nthlayer.dev/composite-members': 'pay-latency,pay-availability',
        },
      },
      spec: {
        objectives: [
          { target: 0.99, indicatorRef: 'pay-latency', compositeWeight: 3 },
          { indicatorRef: 'pay-availability', compositeWeight: 0.5 },
        ],
      },
    });
    const read = readOpenSlo(
      readDocuments({ path: 'openslo.yaml', text: assets[0].content })
        .documents,
      { names: ['pay'], others: [], serviceLabel: 'service' },
    );
    const named = (name: string) => `pay-${name}`;
    expect(read.slos.map(({ slo }) => slo)).toEqual([
      {
        ...composite,
        name: 'pay-all',
        sli: {
          ...composite.sli,
          members: [
            { slo: named('latency'), weight: 3 },
            { slo: named('availability'), weight: 0.5 },
          ],
        },
      },
      { ...availability, name: named('availability') },
      { ...seconds, name: named('latency') },
    ]);
    expect(
      read.diagnostics.filter(({ severity }) => severity !== 'info'),
    ).toEqual([]);
  });

  it('a native histogram comes back as the rates of its observations', () => {
    const { documents, diagnostics } = generate({
      ...latency,
      sli: {
        kind: 'native-latency',
        histogram: { metric: 'd', matchers: [service] },
        thresholdMs: 250,
        unitMs: 1000,
        groupBy: ['tenant'],
      },
    });
    expect(diagnostics).toEqual([]);
    const { good, bad, total, counter } =
      documents[2].spec.indicator.spec.ratioMetric;
    expect(counter).toBe(false);
    expect(bad).toBeUndefined();
    const queries = [good, total].map(each => each.metricSource.spec.query);
    expect(queries).toEqual([
      'sum by (tenant) (histogram_fraction(-Inf, 0.25, rate(d{service="pay"}[5m])) * histogram_count(rate(d{service="pay"}[5m])) >= 0)',
      'sum by (tenant) (histogram_count(rate(d{service="pay"}[5m])))',
    ]);
    const read = classifyQueries({ good: queries[0], total: queries[1] });
    expect(read.sli?.kind).toBe('approximate');
    expect(
      read.diagnostics.filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
  });

  it('a probe comes back as the ratio of its samples', () => {
    const { documents } = generate({
      ...latency,
      sli: {
        kind: 'probe',
        up: { metric: 'up', matchers: [service] },
        groupBy: ['instance'],
      },
    });
    const { good, total, counter } =
      documents[2].spec.indicator.spec.ratioMetric;
    expect(counter).toBe(false);
    expect([good, total].map(each => each.metricSource.spec.query)).toEqual([
      'sum by (instance) (up{service="pay"})',
      'count by (instance) (up{service="pay"})',
    ]);
  });
});

it('says which SLOs it cannot express', () => {
  const { documents, diagnostics } = generate(availability, {
    ...latency,
    sli: {
      kind: 'composite',
      formula: 'worst',
      members: [{ slo: 'availability', weight: 1 }],
      groupBy: [],
    },
  });
  expect(documents).toHaveLength(3);
  expect(diagnostics).toMatchObject([
    { code: 'openslo-not-expressible', path: 'slos.latency.sli' },
  ]);
});

it('leaves out what OpenSLO cannot express, and says so', () => {
  const { diagnostics, documents } = generate(availability, {
    ...latency,
    window: { type: 'rolling', durationMs: 1500 },
  });

  expect(documents).toHaveLength(3);
  expect(diagnostics).toMatchObject([
    {
      severity: 'error',
      code: 'openslo-invalid-window',
      path: 'openslo.SLO["pay-latency"].spec.timeWindow[0].duration',
    },
  ]);
});

it('writes nothing for a service without SLOs', () => {
  expect(generate().assets).toEqual([]);
});
