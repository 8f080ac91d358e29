import { Sli, TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import { describeDataSource } from '@nthlayer/backstage-plugin-nthlayer-node/testUtils';
import { groupedTilesFromSamples, sliSeries } from '@nthlayer/engine';
import { PrometheusDataSource } from '@nthlayer/prometheus';
import {
  openMetricsOf,
  ScrapedSeries,
  scrapedSeries,
  SeriesLife,
} from './__testUtils__/scrapedSeries';
import {
  describeWithPrometheus,
  describeWithVictoriaMetrics,
  RealServer,
  startPrometheus,
  startVictoriaMetrics,
} from './__testUtils__/startPrometheus';

const MIN = 60_000;
const HOUR = 60 * MIN;
const ORIGIN = Math.floor(Date.now() / HOUR) * HOUR - 40 * HOUR;
const END = 34 * HOUR;

/** Everybody is out of sight for 20 minutes, and later for 3 hours. */
const GAPS: [number, number][] = [
  [5 * HOUR, 5 * HOUR + 20 * MIN],
  [9 * HOUR, 12 * HOUR],
];

function life(
  over: Pick<SeriesLife, 'metric' | 'labels' | 'rate'> & Partial<SeriesLife>,
): SeriesLife {
  const seed = JSON.stringify([over.metric, over.labels])
    .split('')
    .reduce((sum, char) => Math.imul(sum, 31) + char.charCodeAt(0), 7);
  return {
    originMs: ORIGIN,
    fromMs: HOUR,
    toMs: END,
    first: 1_000_000,
    gapsMs: GAPS,
    seed,
    ...over,
  };
}

function requests(
  service: string,
  status: string,
  pod: string,
  rate: number,
  over: Partial<SeriesLife> = {},
) {
  const labels = { service, status, pod };
  return life({ metric: 'app_requests_total', labels, rate, ...over });
}

function bucket(le: string, rate: number): SeriesLife {
  return life({
    metric: 'app_seconds_bucket',
    labels: { service: 'a', le },
    rate,
  });
}

/** Pod 1 restarts, pod 2 replaces pod 3, pod 4 is away for two hours, errors are born late. */
const LIVES: SeriesLife[] = [
  requests('a', '200', '1', 40, { resetsAtMs: [3 * HOUR + 20_000] }),
  requests('a', '500', '1', 2, {
    fromMs: 2 * HOUR + 130_000,
    first: 3,
    resetsAtMs: [3 * HOUR + 20_000],
  }),
  requests('a', '200', '3', 40, { toMs: 14 * HOUR }),
  requests('a', '200', '2', 40, { fromMs: 14 * HOUR, first: 5 }),
  requests('a', '503', '2', 1, { fromMs: 16 * HOUR, first: 1 }),
  requests('a', '200', '4', 20, {
    gapsMs: [...GAPS, [18 * HOUR, 20 * HOUR + 40_000]],
  }),
  requests('b', '200', '1', 7),
  requests('b', '500', '1', 1),
  requests('stranger', '500', '1', 900),
  bucket('0.25', 9),
  bucket('0.5', 10),
  bucket('+Inf', 10),
  life({ metric: 'app_seconds_count', labels: { service: 'a' }, rate: 12 }),
];

function availability(service: string, groupBy: string[] = []): Sli {
  const matcher = { label: 'service', op: '=', value: service } as const;
  const metric = 'app_requests_total';
  return {
    kind: 'ratio',
    total: { metric, matchers: [matcher] },
    bad: {
      metric,
      matchers: [matcher, { label: 'status', op: '=~', value: '5..' }],
    },
    groupBy,
  };
}

function latency(thresholdMs: number): Sli {
  const matcher = { label: 'service', op: '=', value: 'a' } as const;
  return {
    kind: 'latency',
    bucket: { metric: 'app_seconds_bucket', matchers: [matcher] },
    total: { metric: 'app_seconds_count', matchers: [matcher] },
    thresholdMs,
    unitMs: 1000,
    groupBy: [],
  };
}

function range(fromMs: number, toMs: number): TileRange {
  return { startMs: ORIGIN + fromMs, endMs: ORIGIN + toMs, stepMs: MIN };
}

/** What is counted from a server that holds the samples. */
function describeCounting(
  start: (openMetrics: string) => Promise<RealServer>,
  product: { flavour: string; version?: unknown },
): void {
  let series: ScrapedSeries[];
  let server: RealServer;
  let source: PrometheusDataSource;

  beforeAll(async () => {
    series = LIVES.map(scrapedSeries);
    server = await start(openMetricsOf(series));
    source = PrometheusDataSource.create({
      id: 'real',
      url: server.url,
      scrapeIntervalMs: 15_000,
    });
  }, 120_000);
  afterAll(() => server?.stop());

  /** The same SLI by the engine's own arithmetic, from the very samples. */
  function fromSamples(sli: Sli, over: TileRange) {
    const set = sliSeries(sli)!;
    const of = (part: { metric: string; matches(labels: object): boolean }) =>
      series
        .filter(({ metric }) => metric === part.metric)
        .map(({ samples }) => samples)
        .filter(({ labels }) => part.matches(labels));
    return groupedTilesFromSamples(
      {
        total: of(set.total),
        ...(set.bad && { bad: of(set.bad) }),
        ...(set.good && { good: of(set.good) }),
        alwaysExposed: set.alwaysExposed,
      },
      sli.groupBy,
      over,
    );
  }

  it.each<[string, Sli]>([
    ['availability', availability('a')],
    ['availability of another service', availability('b')],
    ['availability by pod', availability('a', ['pod'])],
    ['latency', latency(250)],
  ])('counts %s as the engine does from samples', async (_, sli) => {
    const over = range(0, END);
    const { slis } = await source.readTiles([{ key: 'k', sli }], over);
    expect(slis[0].problem).toBeUndefined();
    const byGroup = (all: (typeof slis)[0]['series']) =>
      Object.fromEntries(
        all.map(({ group, bad, total }) => [
          JSON.stringify(group),
          Array.from(total, (events, i) =>
            Number.isNaN(events) ? 'unknown' : `${bad[i]} of ${events}`,
          ),
        ]),
      );
    const want = byGroup(fromSamples(sli, over));
    expect(byGroup(slis[0].series)).toEqual(want);
    expect(Object.values(want).flat()).toContain('unknown');
  });

  it('says what answers', async () => {
    expect((await source.health()).server).toMatchObject(product);
  });

  it('reads many long queries', async () => {
    const over = range(2 * HOUR, 2 * HOUR + MIN);
    const services = Array.from({ length: 200 }, (_, i) => `service-${i}`);
    const { slis } = await source.readTiles(
      ['a', ...services].map(key => ({ key, sli: availability(key) })),
      over,
    );
    expect(slis.filter(({ problem }) => problem)).toEqual([]);
    expect(slis[0].series).toHaveLength(1);
  });

  it('reads two SLIs that differ by a label value in one query, and by metric in two', async () => {
    const over = range(20 * HOUR + 10 * MIN, 20 * HOUR + 15 * MIN);
    const queriesFor = async (...slis: Sli[]) => {
      const requested = slis.map((sli, i) => ({ key: String(i), sli }));
      return (await source.readTiles(requested, over)).queries;
    };
    expect(await queriesFor(availability('a'), availability('b'))).toBe(1);
    expect(await queriesFor(availability('a'), latency(250))).toBe(2);
  });

  it('finds a latency whose threshold is no bucket unknown, not burning', async () => {
    const { slis } = await source.readTiles(
      [{ key: 'k', sli: latency(300) }],
      range(2 * HOUR, 2 * HOUR + 10 * MIN),
    );
    expect(slis[0]).toEqual({ key: 'k', series: [] });
  });

  describeDataSource(
    'PrometheusDataSource',
    () => ({
      dataSource: source,
      known: [availability('a'), latency(250)],
      range: range(11 * HOUR + 55 * MIN, 12 * HOUR + 10 * MIN),
      absent: availability('nobody'),
    }),
    {
      unreachable: () =>
        PrometheusDataSource.create({
          id: 'gone',
          url: 'http://127.0.0.1:1',
          scrapeIntervalMs: 15_000,
        }),
    },
  );
}

describeWithPrometheus('PrometheusDataSource on a real Prometheus', () => {
  describeCounting(startPrometheus, {
    flavour: 'prometheus',
    version: expect.stringMatching(/^\d+\.\d+/),
  });
});

describeWithVictoriaMetrics(
  'PrometheusDataSource on a real VictoriaMetrics',
  () => {
    describeCounting(startVictoriaMetrics, { flavour: 'victoriametrics' });
  },
);
