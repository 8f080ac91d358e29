import {
  Diagnostic,
  LatencySli,
  RatioSli,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { GeneratorContext, SelectorAbsence, SliInspection } from '../ports';
import { lintService } from './lintService';

const mine = { label: 'service', op: '=', value: 'checkout' } as const;
const failed = { label: 'status', op: '=~', value: '5..' } as const;

const bad: RatioSli = {
  kind: 'ratio',
  total: { metric: 'http_requests_total', matchers: [mine] },
  bad: { metric: 'http_requests_total', matchers: [mine, failed] },
  groupBy: [],
};
const good: RatioSli = {
  kind: 'ratio',
  total: bad.total,
  good: {
    metric: 'http_requests_total',
    matchers: [mine, { label: 'result', op: '=', value: 'ok' }],
  },
  groupBy: [],
};
const latency: LatencySli = {
  kind: 'latency',
  bucket: { metric: 'http_request_duration_seconds_bucket', matchers: [mine] },
  total: { metric: 'http_request_duration_seconds_count', matchers: [mine] },
  thresholdMs: 250,
  unitMs: 1000,
  groupBy: [],
};

const slo = (changes: Partial<Slo> = {}): Slo => ({
  name: 'availability',
  displayName: 'Availability',
  description: '',
  objective: 0.999,
  window: { type: 'rolling', durationMs: 30 * 86_400_000 },
  method: 'Occurrences',
  noData: 'ignore',
  sli: bad,
  ...changes,
});

const spec = (changes: Partial<ServiceSpec> = {}): ServiceSpec => ({
  entityRef: 'component:default/checkout',
  name: 'checkout',
  service: 'checkout',
  type: 'api',
  tier: 'standard',
  environments: ['production'],
  slos: [],
  labels: {},
  dependencies: [],
  provenance: {},
  ...changes,
});

const week = (value: number, changes: Record<number, number> = {}) =>
  Array.from({ length: 168 }, (_, hour) => changes[hour] ?? value);

/** A service with a thousand requests an hour, one of a hundred thousand bad. */
const healthy: SliInspection = {
  key: 'availability',
  total: { series: 3, hourly: week(100_000) },
  events: { series: 3, hourly: week(1) },
  scrapeIntervalMs: 15_000,
};

function lint(
  inspection: Partial<SliInspection> | undefined,
  of: Slo = slo(),
  options: {
    spec?: Partial<ServiceSpec>;
    context?: Partial<GeneratorContext>;
  } = {},
): Diagnostic[] {
  const context: GeneratorContext = {
    environment: 'production',
    slos: [of],
    serviceLabel: 'service',
    scrapeIntervalMs: 15_000,
    minBadEvents: 3,
    ...options.context,
  };
  const found = inspection && { ...healthy, ...inspection };
  return lintService(spec(options.spec), context, () => found);
}

function codes(found: readonly Diagnostic[]): string[] {
  return found
    .filter(({ code }) => code !== 'evaluation-cost')
    .map(({ severity, code }) => `${severity} ${code}`);
}

const noTotal = (absence: SelectorAbsence): Partial<SliInspection> => ({
  total: { series: 0, absence },
  events: { series: 0 },
});
const noPart = (absence: SelectorAbsence): Partial<SliInspection> => ({
  events: { series: 0, absence, hourly: week(NaN) },
});

describe('lintService', () => {
  it('has nothing to say of a healthy SLO but what it costs', () => {
    const [cost, ...rest] = lint({});
    expect(rest).toEqual([]);
    expect(cost).toMatchObject({
      severity: 'info',
      code: 'evaluation-cost',
      path: 'slos.availability.sli',
    });
  });

  it.each<{
    name: string;
    expected: string;
    inspection: Partial<SliInspection>;
    of?: Slo;
  }>([
    {
      name: 'no metric',
      expected: 'error metric-missing',
      inspection: noTotal({ reason: 'metric', metrics: [] }),
    },
    {
      name: 'no service label',
      expected: 'error label-missing',
      inspection: noTotal({
        reason: 'label',
        matcher: mine,
        labels: ['job'],
        holders: [],
      }),
    },
    {
      name: 'no series of the service',
      expected: 'error label-value-missing',
      inspection: noTotal({
        reason: 'value',
        matcher: mine,
        values: ['chekout'],
        metrics: [],
      }),
    },
    {
      name: 'series of yesterday',
      expected: 'warning series-gone',
      inspection: noTotal({ reason: 'gone' }),
    },
    {
      name: 'another label for the code',
      expected: 'error label-missing',
      inspection: noPart({
        reason: 'label',
        matcher: failed,
        labels: ['code', 'method'],
        holders: [],
      }),
    },
    {
      name: 'codes without a failure',
      expected: 'info no-bad-events-yet',
      inspection: noPart({
        reason: 'value',
        matcher: failed,
        values: ['200', '404'],
        metrics: [],
      }),
    },
    {
      name: 'words where a code is asked for',
      expected: 'warning bad-value-missing',
      inspection: noPart({
        reason: 'value',
        matcher: failed,
        values: ['success'],
        metrics: [],
      }),
    },
    {
      name: 'classes where a code is asked for',
      expected: 'warning bad-value-missing',
      inspection: noPart({
        reason: 'value',
        matcher: { ...failed, value: '5[0-9]{2}' },
        values: ['2xx', '5xx'],
        metrics: [],
      }),
    },
    {
      name: 'no good events',
      expected: 'error no-good-events',
      inspection: noPart({
        reason: 'value',
        matcher: { label: 'result', op: '=', value: 'ok' },
        values: ['success'],
        metrics: [],
      }),
      of: slo({ sli: good }),
    },
    {
      name: 'good events of yesterday',
      expected: 'error no-good-events',
      inspection: noPart({ reason: 'gone' }),
      of: slo({ sli: good }),
    },
    {
      name: 'bad events of yesterday',
      expected: '',
      inspection: noPart({ reason: 'gone' }),
    },
  ])('tells $name: $expected', ({ expected, inspection, of }) => {
    const found = codes(lint(inspection, of)).filter(
      code => !code.endsWith('constant-burn'),
    );
    expect(found).toEqual(expected === '' ? [] : [expected]);
  });

  it('names the metric of another library that the service has', () => {
    const [found] = lint(
      noTotal({
        reason: 'metric',
        metrics: ['go_goroutines', 'http_server_requests_seconds_count'],
      }),
    );
    expect(found.detail).toContain('"http_server_requests_seconds_count"');
    expect(found.detail).toContain('micrometer');
  });

  it('names the metric of another library where others have the usual one', () => {
    const [found] = lint(
      noTotal({
        reason: 'value',
        matcher: mine,
        values: ['payments'],
        metrics: ['http_server_requests_seconds_count'],
      }),
    );
    expect(codes([found])).toEqual(['error metric-missing']);
    expect(found.detail).toContain('micrometer');
  });

  it('names a metric that is spelled alike', () => {
    const [found] = lint(
      noTotal({ reason: 'metric', metrics: ['http_request_total', 'up'] }),
    );
    expect(found.detail).toContain('"http_request_total"');
  });

  it('names the label that has the service', () => {
    const [found] = lint(
      noTotal({
        reason: 'label',
        matcher: mine,
        labels: ['app', 'job'],
        holders: ['app'],
      }),
    );
    expect(found.detail).toContain('"app" has the value "checkout"');
  });

  it('shows what servers send as text, cut and escaped', () => {
    const hostile = `\u001b[31m${'x'.repeat(50_000)}`;
    const [found] = lint(
      noTotal({
        reason: 'value',
        matcher: mine,
        values: [hostile, ...Array.from({ length: 300 }, (_, i) => `v${i}`)],
        metrics: [],
      }),
    );
    expect(found.detail).toContain('\\u001b[31mx');
    expect(found.detail).not.toContain('\u001b');
    expect(found.detail?.length).toBeLessThan(600);
    expect(found.detail).toContain('and 293 more');
  });
});

describe('thresholds', () => {
  const buckets = (...bounds: number[]) =>
    [...bounds, Infinity].map((bound, index, all) => ({
      bound,
      events: (1000 * (index + 1)) / all.length,
    }));
  const latencySlo = (changes: Partial<LatencySli> = {}) =>
    slo({ name: 'latency', sli: { ...latency, ...changes } });
  const lintBuckets = (bounds: number[], changes?: Partial<LatencySli>) =>
    lint(
      { events: { series: 0, hourly: week(NaN) }, buckets: buckets(...bounds) },
      latencySlo(changes),
    );

  it('names the bounds beside it and what they mean', () => {
    const [found, ...rest] = lintBuckets([0.1, 0.2, 0.5]);
    expect(codes(rest)).toEqual([]);
    expect(found).toMatchObject({
      severity: 'error',
      code: 'threshold-not-a-bucket',
      path: 'slos.latency.sli.thresholdMs',
    });
    expect(found.summary).toContain('250 ms');
    expect(found.detail).toContain('200 ms (50 % are as fast)');
    expect(found.detail).toContain('500 ms (75 % are as fast)');
  });

  it.each<[string, number[], number, string]>([
    ['only above', [0.5, 1], 250, 'Use 500 ms'],
    ['only below', [0.05, 0.1], 250, 'Use 100 ms'],
  ])('names a bound that is %s', (_, bounds, thresholdMs, text) => {
    const [found] = lintBuckets(bounds, { thresholdMs });
    expect(found.code).toBe('threshold-not-a-bucket');
    expect(found.detail).toContain(text);
    expect(found.detail).not.toContain(' or 0');
  });

  it.each<[string, number[], Partial<LatencySli>, string]>([
    [
      'seconds called milliseconds',
      [0.1, 0.25, 10],
      { thresholdMs: 250, unitMs: 1 },
      'le="0.25"',
    ],
    [
      'milliseconds called seconds',
      [100, 250, 10_000],
      { thresholdMs: 250, unitMs: 1000 },
      'le="250"',
    ],
  ])('tells %s', (_, bounds, changes, text) => {
    const [found] = lintBuckets(bounds, changes);
    expect(codes([found])).toEqual(['error threshold-unit']);
    expect(found.detail).toContain(text);
    expect(found.summary).toContain('1000 times');
  });

  it.each([
    [[0.1, 1e3], 1_000_000],
    [[0.1 + 0.2], 300],
  ])(
    'tells a bound among %j that is written otherwise',
    (bounds, thresholdMs) => {
      expect(codes(lintBuckets(bounds, { thresholdMs }))).toEqual([
        'error threshold-spelling',
      ]);
    },
  );
});

describe('traffic', () => {
  const events = (total: number[], part: number[]): Partial<SliInspection> => ({
    total: { series: 1, hourly: total },
    events: { series: 1, hourly: part },
  });

  it.each<{
    name: string;
    expected: string[];
    inspection: Partial<SliInspection>;
    of?: Slo;
    minBadEvents?: number;
  }>([
    {
      name: 'a budget below one event',
      expected: [
        'warning objective-too-fine',
        'warning alert-needs-more-traffic',
      ],
      inspection: events(week(1), week(0)),
    },
    {
      name: 'a budget of a few events',
      expected: ['info objective-too-fine'],
      inspection: events(week(10), week(0)),
    },
    {
      name: 'a budget of many events',
      expected: [],
      inspection: events(week(20), week(0)),
    },
    {
      name: 'one event that pages, without a floor',
      expected: ['warning one-event-alerts'],
      inspection: events(week(20), week(0)),
      of: slo(),
      minBadEvents: 0,
    },
    {
      name: 'nothing at all',
      expected: ['warning no-traffic'],
      inspection: events(week(0), week(NaN)),
    },
    {
      name: 'less than a day, of which nothing is said',
      expected: [],
      inspection: events(
        [...week(NaN).slice(23), ...week(0).slice(145)],
        week(NaN),
      ),
    },
    {
      name: 'errors in every hour',
      expected: ['warning constant-burn'],
      inspection: events(week(10_000), week(11)),
    },
    {
      name: 'errors in all hours but one',
      expected: [],
      inspection: events(week(10_000), week(11, { 80: 10 })),
    },
    {
      name: 'bad events that are born late',
      expected: [],
      inspection: events(week(10_000), week(NaN, { 160: 3 })),
    },
    {
      name: 'few good events in every hour',
      expected: ['warning constant-burn'],
      inspection: events(week(10_000), week(9_900)),
      of: slo({ sli: good }),
    },
    {
      name: 'more good events than events',
      expected: ['error part-exceeds-total'],
      inspection: events(week(10_000), week(12_000)),
      of: slo({ sli: good }),
    },
    {
      name: 'a restart in two hours of the day',
      expected: [],
      inspection: events(
        week(10_000),
        week(9_999, { 150: 50_000, 151: 50_000 }),
      ),
      of: slo({ sli: good }),
    },
    {
      name: 'more good than all a week ago',
      expected: [],
      inspection: events(
        week(10_000),
        week(9_999, { 1: 12_000, 2: 12_000, 3: 12_000, 4: 12_000 }),
      ),
      of: slo({ sli: good }),
    },
  ])('tells $name', ({ expected, inspection, of, minBadEvents }) => {
    const found = lint(inspection, of, {
      context: minBadEvents === undefined ? {} : { minBadEvents },
    });
    expect(codes(found).filter(code => !/^info one-event/.test(code))).toEqual(
      expected,
    );
  });

  it.each(['Timeslices', 'RatioTimeslices'] as const)(
    'does not count events as budget where %s are',
    method => {
      const quiet = events(week(1), week(1));
      expect(codes(lint(quiet, slo({ method })))).toEqual([]);
      const none = events(week(0), week(0));
      expect(codes(lint(none, slo({ method })))).toEqual([
        'warning no-traffic',
      ]);
    },
  );

  it('says what one event spends and what the traffic resolves', () => {
    const [found] = lint(events(week(1), week(0)));
    // 720 events in 30 days, of which 0.72 may be bad
    expect(found.summary).toContain('0.72 bad events');
    expect(found.summary).toContain('139 %');
    expect(found.detail).toContain('98.6 %');
  });

  it('says by how much good events exceed all', () => {
    const [found] = lint(
      events(week(1000), week(1300)),
      slo({ sli: good, objective: 0.9 }),
    );
    expect(found.summary).toContain('31,200 good events');
    expect(found.summary).toContain('130 %');
  });
});

describe('scrapes and cost', () => {
  it.each<[number, number, string[]]>([
    [15_000, 15_000, []],
    [15_000, 20_000, []],
    [15_000, 30_000, ['warning scrape-interval-differs']],
    [30_000, 30_000, []],
    [60_000, 60_000, ['warning scrapes-too-rare']],
    [
      15_000,
      60_000,
      ['warning scrape-interval-differs', 'warning scrapes-too-rare'],
    ],
  ])('set to %d ms, scraped every %d ms', (set, real, expected) => {
    const found = lint({ scrapeIntervalMs: real }, slo(), {
      context: { scrapeIntervalMs: set },
    });
    expect(codes(found)).toEqual(expected);
  });

  const costOf = (series: number): number => {
    const found = lint({
      total: { series, hourly: week(100_000) },
      events: { series, hourly: week(1) },
    });
    const text = found.find(({ code }) => code === 'evaluation-cost')?.summary;
    return Number(/about ([\d,]+)/.exec(text ?? '')?.[1].replaceAll(',', ''));
  };

  it('counts the samples of the rules, of which those of the tiles grow with the series', () => {
    const [one, two, three] = [costOf(10), costOf(20), costOf(30)];
    // four scrapes a minute: an hour, three tiles and six moments of two counters; the total is looked at for more
    expect(two - one).toBe(10 * (2 * (240 + 3 * 4 + 6) + 4 + 2 * (4 + 2)));
    expect(Math.abs(three - two - (two - one))).toBeLessThanOrEqual(2);
    expect(one - (two - one)).toBeGreaterThan(0);
  });
});

describe('places and gaps', () => {
  it('stands where the spec file gave the value', () => {
    const [found] = lint(
      {
        total: { series: 1, hourly: week(1) },
        events: { series: 1, hourly: week(0) },
      },
      slo(),
      {
        spec: {
          provenance: {
            'slos.availability.objective': {
              source: 'spec-file',
              from: 'services/nthlayer.yaml:12',
            },
          },
        },
      },
    );
    expect(found.position).toEqual({
      file: 'services/nthlayer.yaml',
      line: 12,
      column: 1,
    });
  });

  it('names the environment where there are several', () => {
    const [found] = lint(noTotal({ reason: 'gone' }), slo(), {
      spec: { environments: ['production', 'staging'] },
    });
    expect(found.summary).toMatch(/^In production: /);
  });

  it('says nothing of what was not read, but that it was not', () => {
    const problem = { code: 'timeout', message: 'No answer' } as const;
    const found = lint({
      total: {},
      events: {},
      scrapeIntervalMs: undefined,
      problem,
    });
    expect(codes(found)).toEqual(['warning lint-incomplete']);
    expect(found[0].summary).toContain('timeout');
    expect(codes(lint(undefined))).toEqual(['warning lint-incomplete']);
  });
});
