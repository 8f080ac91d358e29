import {
  Diagnostic,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  defaultGenerationSettings,
  lintService,
  readSpecFile,
  SliInspection,
  specContextOf,
} from '@nthlayer/engine';
import { PrometheusDataSource } from '@nthlayer/prometheus';
import { PrometheusServer, startPrometheus } from '../harness/prometheusServer';
import { describeWith } from '../harness/tools';

const HOUR_S = 3600;
/** The week ends on a whole hour not long ago, so that nothing has been dropped for its age. */
const END_S = Math.floor(Date.now() / 1000 / HOUR_S) * HOUR_S;
const START_S = END_S - 8 * 24 * HOUR_S;
/** Dense where scrapes are counted, sparse before: a sample on every whole hour is what the week is read from. */
const DENSE_S = 1800;

interface Counter {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly perHour: number;
  /** Seconds before the end at which it stops. */
  readonly stopsAgo?: number;
}

function* samplesOf({ metric, labels, perHour, stopsAgo = 0 }: Counter) {
  const text = Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(',');
  for (
    let time = START_S;
    time <= END_S - stopsAgo;
    time += time >= END_S - DENSE_S ? 15 : 300
  ) {
    const value = Math.floor((perHour * (time - START_S)) / HOUR_S);
    yield `${metric}{${text}} ${value} ${time}\n`;
  }
}

const requests = (
  labels: Readonly<Record<string, string>>,
  perHour: number,
): Counter => ({ metric: 'http_requests_total', labels, perHour });

function histogram(
  service: string,
  shares: Readonly<Record<string, number>>,
): Counter[] {
  const name = 'http_request_duration_seconds';
  return [
    ...Object.entries(shares).map(([le, part]) => ({
      metric: `${name}_bucket`,
      labels: { service, le },
      perHour: 100_000 * part,
    })),
    { metric: `${name}_count`, labels: { service }, perHour: 100_000 },
  ];
}

const usual = { '0.1': 0.8, '0.25': 0.995, '0.5': 0.999, '1': 1, '+Inf': 1 };

const counters: readonly Counter[] = [
  // well in every way
  requests({ service: 'well', status: '200' }, 100_000),
  requests({ service: 'well', status: '500' }, 10),
  ...histogram('well', usual),
  // its histogram has no bound at 250 ms
  requests({ service: 'bounds', status: '200' }, 100_000),
  requests({ service: 'bounds', status: '503' }, 10),
  ...histogram('bounds', { '0.1': 0.8, '0.2': 0.9, '0.5': 1, '+Inf': 1 }),
  // the status is called code
  requests({ service: 'coded', code: '200' }, 100_000),
  ...histogram('coded', usual),
  // measured by another library
  {
    metric: 'http_server_requests_seconds_count',
    labels: { service: 'spring', status: '200' },
    perHour: 10,
  },
  // good events count retries, the total does not
  requests({ service: 'more', result: 'ok' }, 130_000),
  { metric: 'calls_total', labels: { service: 'more' }, perHour: 100_000 },
  // three failures in a hundred, all the time
  requests({ service: 'burning', status: '200' }, 97_000),
  requests({ service: 'burning', status: '500' }, 3_000),
  ...histogram('burning', usual),
  // a request an hour
  requests({ service: 'quiet', status: '200' }, 1),
  ...histogram('quiet', usual),
  // stopped two hours ago
  {
    ...requests({ service: 'stopped', status: '200' }, 100_000),
    stopsAgo: 2 * HOUR_S,
  },
];

function* backfill(): Generator<string> {
  for (const metric of new Set(counters.map(each => each.metric))) {
    yield `# TYPE ${metric.replace(/_(total|count|bucket)$/, '')} unknown\n`;
    for (const counter of counters.filter(each => each.metric === metric)) {
      yield* samplesOf(counter);
    }
  }
  yield '# EOF\n';
}

function specOf(service: string): ServiceSpec {
  const text = `apiVersion: nthlayer.dev/v1alpha1
kind: ServiceSpec
metadata: { name: ${service} }
spec:
  tier: critical
  slos:
    - preset: availability
      target: 99.9
    - preset: latency
      target: 99
      threshold: 250ms
`;
  const [{ result }] = readSpecFile(
    { path: 'nthlayer.yaml', text },
    specContextOf(defaultGenerationSettings),
  );
  if (result.kind !== 'spec') {
    throw new Error(`no spec: ${JSON.stringify(result.diagnostics)}`);
  }
  return result.spec;
}

/** What an OpenSLO document would say. */
function withGoodOverCalls(spec: ServiceSpec): ServiceSpec {
  const matchers = [
    { label: 'service', op: '=', value: spec.service },
  ] as const;
  const [availability] = spec.slos;
  const sli: Slo['sli'] = {
    kind: 'ratio',
    total: { metric: 'calls_total', matchers },
    good: {
      metric: 'http_requests_total',
      matchers: [...matchers, { label: 'result', op: '=', value: 'ok' }],
    },
    groupBy: [],
  };
  return { ...spec, slos: [{ ...availability, sli }] };
}

describeWith('prometheus', 'promtool')('lint on a real Prometheus', () => {
  let server: PrometheusServer;
  const found = new Map<string, readonly Diagnostic[]>();

  beforeAll(async () => {
    server = await startPrometheus({ backfill: backfill() });
    const source = PrometheusDataSource.create({
      id: 'real',
      url: server.url,
      scrapeIntervalMs: 15_000,
    });
    const specs = [
      ...['well', 'bounds', 'coded', 'spring', 'burning', 'quiet'],
      ...['stopped', 'wel'],
    ].map(specOf);
    specs.push(withGoodOverCalls(specOf('more')));
    const keyOf = (spec: ServiceSpec, { name }: Slo) => `${spec.name}/${name}`;
    const inspected = await source.inspect(
      specs.flatMap(spec =>
        spec.slos.map(slo => ({ key: keyOf(spec, slo), sli: slo.sli })),
      ),
      { atMs: END_S * 1000 },
    );
    const byKey = new Map<string, SliInspection>(
      inspected.map(each => [each.key, each]),
    );
    for (const spec of specs) {
      const context = {
        ...defaultGenerationSettings,
        environment: 'production',
        slos: spec.slos,
        minBadEvents: 3,
      };
      const diagnostics = lintService(spec, context, slo =>
        byKey.get(keyOf(spec, slo)),
      );
      found.set(spec.name, diagnostics);
    }
  }, 60_000);

  afterAll(async () => server?.stop());

  /** Of the SLO that a path in the spec leads to. */
  const nameAt = (path: string) =>
    ['availability', 'latency'][
      Number(/^spec\.slos\[(\d)\]/.exec(path)?.[1])
    ] ?? path;

  it.each([
    ['well', []],
    ['bounds', ['error threshold-not-a-bucket latency']],
    ['coded', ['error label-missing availability']],
    [
      'spring',
      ['error metric-missing availability', 'error metric-missing latency'],
    ],
    ['more', ['error part-exceeds-total availability']],
    ['burning', ['warning constant-burn availability']],
    [
      'quiet',
      [
        'info no-bad-events-yet availability',
        'info one-event-alerts availability',
        'warning alert-needs-more-traffic availability',
        'warning objective-too-fine availability',
      ],
    ],
    [
      'stopped',
      ['error label-value-missing latency', 'warning series-gone availability'],
    ],
    [
      'wel',
      [
        'error label-value-missing availability',
        'error label-value-missing latency',
      ],
    ],
  ])('%s', (service, expected) => {
    const shown = found
      .get(service)
      ?.filter(({ code }) => code !== 'evaluation-cost')
      .map(({ severity, code, path }) =>
        [severity, code, nameAt(path)].join(' '),
      );
    expect([...new Set(shown)].sort()).toEqual(expected);
  });

  const detailOf = (service: string, code: string) =>
    found.get(service)?.find(each => each.code === code)?.detail;

  it('names what there is instead', () => {
    expect(detailOf('bounds', 'threshold-not-a-bucket')).toContain(
      '200 ms (90 % are as fast) or 500 ms (100 % are as fast)',
    );
    expect(detailOf('coded', 'label-missing')).toContain(
      'Did you mean "code"?',
    );
    expect(detailOf('spring', 'metric-missing')).toContain(
      '"http_server_requests_seconds_count", as micrometer names it',
    );
    expect(detailOf('wel', 'label-value-missing')).toContain(
      'Did you mean "well"?',
    );
  });

  it('knows how often it is scraped, and what the rules cost', () => {
    const cost = found
      .get('well')
      ?.find(({ code }) => code === 'evaluation-cost');
    expect(cost?.detail).toContain('3 series, scraped about every 15 s');
  });

  it('stands at the line of the spec file', () => {
    const threshold = found
      .get('bounds')
      ?.find(({ code }) => code === 'threshold-not-a-bucket');
    expect(threshold?.position).toMatchObject({
      file: 'nthlayer.yaml',
      line: 11,
    });
  });
});
