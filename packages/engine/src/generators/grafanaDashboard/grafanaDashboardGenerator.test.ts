import { Sli, Slo, Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import fc from 'fast-check';
import { parse } from '../../promql';
import { readServiceSpec } from '../../spec';
import { withEnvironment } from '../../spec/withEnvironment';
import { grafanaDashboardGenerator } from './grafanaDashboardGenerator';

interface Target {
  readonly expr: string;
  readonly legendFormat: string;
}
interface Panel {
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly targets: readonly Target[];
  readonly fieldConfig: {
    readonly defaults: {
      readonly unit: string;
      readonly thresholds: {
        readonly steps: readonly { value: number | null; color: string }[];
      };
    };
  };
  readonly gridPos: { readonly x: number; readonly y: number; w: number };
}

function specOf(type = 'service', tier: Tier = 'critical', name = 'pay') {
  const result = readServiceSpec(
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name, annotations: { 'nthlayer.dev/tier': tier } },
      spec: { type },
    },
    {
      dataSources: [{ name: 'demo', default: true, environments: ['prod'] }],
      serviceLabel: 'app',
    },
  );
  if (result.kind === 'none') {
    throw new Error(result.reason);
  }
  return result.spec;
}

function generate(
  spec = specOf(),
  slos: readonly Slo[] = spec.slos,
  environment = 'prod',
) {
  const { assets, diagnostics } = grafanaDashboardGenerator.generate(spec, {
    environment,
    slos,
    serviceLabel: 'app',
    scrapeIntervalMs: 15_000,
    minBadEvents: 3,
  });
  const [asset] = assets;
  const dashboard = asset && JSON.parse(asset.content);
  const panels: readonly Panel[] = dashboard?.panels ?? [];
  return { asset, diagnostics, dashboard, panels };
}

const steps = (panel: Panel) => panel.fieldConfig.defaults.thresholds.steps;
const redAbove = (value: number) => [
  { color: 'green', value: null },
  { color: 'red', value },
];

it('has a header of one figure for each SLO and three graphs', () => {
  const { asset, diagnostics, panels } = generate();

  expect(diagnostics).toEqual([]);
  expect(asset).toMatchObject({
    id: 'grafana-dashboard',
    kind: 'grafana-dashboard',
    path: 'dashboard.json',
  });
  expect(panels.map(({ type, title }) => [type, title])).toEqual([
    ['stat', 'Availability'],
    ['stat', 'Latency, 99 %'],
    ['timeseries', 'Error ratio'],
    ['timeseries', 'Requests per second'],
    ['timeseries', 'Latency, 99 %'],
  ]);
  expect(panels.map(({ gridPos }) => [gridPos.x, gridPos.w])).toEqual([
    [0, 12],
    [12, 12],
    [0, 8],
    [8, 8],
    [16, 8],
  ]);
});

it('asks for the shares, rates and quantiles that the panels name', () => {
  const expressions = generate().panels.map(({ targets }) => targets[0].expr);
  const total =
    'sum(rate(http_requests_total{app="$service"}[$__rate_interval]))';
  const bad =
    'sum(rate(http_requests_total{app="$service",status=~"5.."}[$__rate_interval]))';
  const share = `(${bad} or ${total} * 0) / ${total}`;
  const quantile =
    'histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{app="$service"}[$__rate_interval])))';

  expect(expressions).toEqual([
    `1 - ${share}`,
    quantile,
    share,
    total,
    quantile,
  ]);
});

it('draws its thresholds at objective and allowed errors', () => {
  const [available, fast, errors, traffic, latency] = generate().panels;

  expect(steps(available)).toEqual([
    { color: 'red', value: null },
    { color: 'green', value: 0.9995 },
  ]);
  expect(steps(errors)).toEqual(redAbove(0.0005));
  expect(steps(fast)).toEqual(redAbove(0.25));
  expect(steps(latency)).toEqual(redAbove(0.25));
  expect(steps(traffic)).toEqual([{ color: 'green', value: null }]);
});

it.each([
  ['service', 'reqps', 'Requests per second'],
  ['worker', 'ops', 'Jobs per second'],
  ['stream', 'mps', 'Messages per second'],
  ['ai', 'ops', 'Model operations per second'],
])('counts the events of a %s in %s', (type, unit, title) => {
  const { panels } = generate(specOf(type));
  const traffic = panels.find(panel => panel.title === title);
  expect(traffic?.fieldConfig.defaults.unit).toBe(unit);
});

it('shows the burn rate of a service without latency', () => {
  const { panels } = generate(specOf('ai'));
  const burn = panels.find(panel => panel.title === 'Burn rate');

  expect(panels).toHaveLength(4);
  expect(burn?.targets[0].expr).toMatch(/\) \/ 0\.0005$/);
  expect(burn && steps(burn)).toEqual(redAbove(1));
});

it('shows a latency SLO alone', () => {
  const spec = specOf();
  expect(
    generate(spec, [spec.slos[1]]).panels.map(({ title }) => title),
  ).toEqual(['Latency, 99 %', 'Requests per second', 'Latency, 99 %']);
});

it('reads good events, groups and milliseconds as the SLI says', () => {
  const selector = (metric: string) => ({ metric, matchers: [] });
  const slis: readonly Sli[] = [
    {
      kind: 'ratio',
      good: selector('good'),
      total: selector('all'),
      groupBy: ['tenant'],
    },
    {
      kind: 'latency',
      bucket: selector('ms_bucket'),
      total: selector('ms_count'),
      thresholdMs: 500,
      unitMs: 1,
      groupBy: [],
    },
  ];
  const spec = specOf();
  const slos = slis.map((sli, index) => ({ ...spec.slos[index], sli }));
  const { panels } = generate(spec, slos);

  expect(panels[2].targets[0]).toMatchObject({
    expr: expect.stringMatching(/^1 - \(sum by \(tenant\) \(rate\(good\[/),
    legendFormat: 'failed {{tenant}}',
  });
  expect(panels[4].targets[0].expr).toMatch(
    /^histogram_quantile\(0\.99, sum by \(le\) \(rate\(ms_bucket\[\$__rate_interval\]\)\)\) \* 0\.001$/,
  );
  expect(steps(panels[4])).toEqual(redAbove(0.5));
});

it.each(['service', 'worker', 'stream', 'ai'])(
  'scopes, explains and measures every panel of a %s',
  type => {
    const spec = specOf(type);
    const slos = spec.slos.map(slo =>
      withEnvironment(slo, 'prod', {
        name: 'demo',
        default: true,
        environments: ['prod', 'qa'],
      }),
    );
    const { panels, dashboard } = generate(spec, slos);

    for (const { description, fieldConfig, targets } of panels) {
      expect(description).toMatch(/\.$/);
      expect(fieldConfig.defaults.unit).toMatch(/^[a-z]+$/);
      const [{ expr }] = targets;
      const selectors = expr.match(/\{[^}]*\}/g) ?? [];
      expect(selectors.length).toBeGreaterThan(0);
      for (const selector of selectors) {
        expect(selector).toContain('app="$service"');
        expect(selector).toContain('environment="prod"');
      }
      expect(expr).not.toMatch(/\[(?!\$__rate_interval\])/);
      const plain = expr.split('[$__rate_interval]').join('[5m]');
      expect(parse(plain).diagnostics).toEqual([]);
    }
    expect(dashboard.templating.list[1].query).toBe('pay');
  },
);

it('puts no macro into a label, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const value = `[23h59m59s999ms]${text}`;
      const spec = specOf();
      const { panels } = generate(
        spec,
        spec.slos.map(slo => withEnvironmentValue(slo, value)),
      );
      const [{ expr }] = panels[3].targets;
      expect(expr.split('[$__rate_interval]')).toHaveLength(2);
      expect(
        parse(expr.split('[$__rate_interval]').join('[5m]')).diagnostics,
      ).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

function withEnvironmentValue(slo: Slo, value: string): Slo {
  return withEnvironment(slo, value, {
    name: 'demo',
    default: true,
    environments: [value, 'other'],
  });
}

describe('the uid', () => {
  const uid = (name: string, environment = 'prod') =>
    generate(specOf('service', 'low', name), undefined, environment).dashboard
      .uid;

  it.each(['pay', 'x'.repeat(63), 'A._-z'])('of %s is one of Grafana', name => {
    expect(uid(name)).toMatch(/^[a-zA-Z0-9_-]{1,40}$/);
  });

  it('tells services and environments apart and stays otherwise', () => {
    expect(uid('pay')).toBe(generate(specOf('worker')).dashboard.uid);
    expect(
      new Set([uid('pay'), uid('pay', 'qa'), uid(`${'pay.'.repeat(9)}a`)]).size,
    ).toBe(3);
  });
});

it('gives the same bytes again, and nothing without SLOs', () => {
  expect(generate().asset?.content).toBe(generate().asset?.content);
  expect(generate(specOf(), []).asset).toBeUndefined();
});
