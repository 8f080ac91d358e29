import {
  RatioSli,
  Sli,
  TileRange,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { describeDataSource } from '@nthlayer/backstage-plugin-nthlayer-node/testUtils';
import {
  CounterReader,
  Indicator,
  simulate,
  SimulatedService,
  startCounterReader,
  steadyService,
} from '@nthlayer/simulator';
import { SimulatorDataSource } from './SimulatorDataSource';

const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;
const SEED = 7;
const FROM = Date.UTC(2026, 10, 2);

/** Pods are replaced at midnight; what else goes wrong is told in hours of the day. */
const troubled = steadyService('troubled', {
  perSecond: 1,
  errorRatio: 0.002,
  incidents: [
    {
      kind: 'restart',
      name: 'one process starts anew',
      when: { everyMs: DAY, offsetMs: HOUR },
      replicas: [1],
    },
    {
      kind: 'errors',
      name: 'a status that was not seen before',
      when: { everyMs: DAY, offsetMs: 2 * HOUR, durationMs: 10 * MIN },
      ratio: 0.5,
      status: '503',
    },
    {
      kind: 'scrape-gap',
      name: 'one target is not reached',
      when: { everyMs: DAY, offsetMs: 3 * HOUR, durationMs: 90 * MIN },
      cause: 'target-down',
      replicas: [0],
    },
    {
      kind: 'scrape-gap',
      name: 'three hours in the dark',
      when: { everyMs: DAY, offsetMs: 5 * HOUR, durationMs: 3 * HOUR },
      cause: 'scraper-down',
    },
  ],
});

let reader: CounterReader;
let reads: string[] = [];

beforeAll(async () => {
  const started = await startCounterReader();
  reader = {
    mode: started.mode,
    counters: (request, options) => {
      reads.push(request.metric);
      return started.counters(request, options);
    },
    close: () => started.close(),
  };
});
beforeEach(() => {
  reads = [];
});
afterAll(() => reader.close());

function create(
  services?: SimulatedService[],
  environments: string[] = ['default'],
) {
  return SimulatorDataSource.create({
    id: 'demo',
    seed: SEED,
    environments,
    reader: async () => reader,
    ...(services && { services }),
  });
}

function availability(service: string, environment?: string): RatioSli {
  const matchers = [
    { label: 'service', op: '=', value: service } as const,
    ...(environment
      ? [{ label: 'environment', op: '=', value: environment } as const]
      : []),
  ];
  const metric = 'http_requests_total';
  return {
    kind: 'ratio',
    total: { metric, matchers },
    bad: {
      metric,
      matchers: [...matchers, { label: 'status', op: '=~', value: '5..' }],
    },
    groupBy: [],
  };
}

function latency(service: string, thresholdMs = 250): Sli {
  const matchers = [{ label: 'service', op: '=', value: service }] as const;
  return {
    kind: 'latency',
    bucket: { metric: 'http_request_duration_seconds_bucket', matchers },
    total: { metric: 'http_request_duration_seconds_count', matchers },
    thresholdMs,
    unitMs: 1000,
    groupBy: [],
  };
}

function range(startMs: number, lengthMs: number): TileRange {
  return { startMs, endMs: startMs + lengthMs, stepMs: MIN };
}

async function tilesOf(
  source: SimulatorDataSource,
  sli: Sli,
  over: TileRange,
): Promise<{ bad: number[]; total: number[] }> {
  const { slis } = await source.readTiles([{ key: 'k', sli }], over);
  const [{ problem, series }] = slis;
  expect(problem).toBeUndefined();
  expect(series).toHaveLength(1);
  return { bad: [...series[0].bad], total: [...series[0].total] };
}

function withoutReader(error: unknown, onError?: (error: unknown) => void) {
  return SimulatorDataSource.create({
    id: 'gone',
    seed: SEED,
    environments: [],
    reader: () => Promise.reject(error),
    ...(onError && { onError }),
  });
}

describeDataSource(
  'SimulatorDataSource',
  () => ({
    dataSource: create([troubled]),
    known: [availability('troubled'), latency('troubled')],
    range: range(FROM - 5 * MIN, 20 * MIN),
    absent: availability('nobody'),
  }),
  { unreachable: () => withoutReader(new Error('No thread')) },
);

describe('SimulatorDataSource', () => {
  it.each<[string, Sli, Indicator]>([
    ['availability', availability('troubled'), { kind: 'availability' }],
    ['latency', latency('troubled'), { kind: 'latency', thresholdMs: 250 }],
  ])(
    'shows of the %s just what scrapes can show',
    async (_, sli, indicator) => {
      const over = range(FROM - HOUR, 11 * HOUR);
      const truth = simulate(troubled, SEED).scrapeTruth(indicator, over);
      const tiles = await tilesOf(create([troubled]), sli, over);
      expect(tiles.total).toEqual([...truth.total]);
      expect(tiles.bad).toEqual([...truth.bad]);
    },
  );

  it('leaves a gap unknown and counts its events in the tile of the return, wherever reading begins', async () => {
    const source = create([troubled]);
    const whole = await tilesOf(
      source,
      availability('troubled'),
      range(FROM + 4 * HOUR, 5 * HOUR),
    );
    const dark = whole.total.filter(Number.isNaN).length;
    const known = whole.total.filter(events => !Number.isNaN(events));
    expect(dark).toBeGreaterThan(175);
    expect(Math.max(...known)).toBeGreaterThan(0.9 * 3 * 3600);

    for (const minute of [178, 180, 181]) {
      const one = await tilesOf(
        source,
        availability('troubled'),
        range(FROM + 5 * HOUR + minute * MIN, 4 * MIN),
      );
      expect(one.total).toEqual(
        whole.total.slice(60 + minute, 60 + minute + 4),
      );
    }
  });

  it.each([0, 1, 2, 3, 4, 5])(
    'remembers series that a restart had taken away when reading began, day %i',
    async day => {
      const rare = steadyService('rare', {
        perSecond: 1,
        errorRatio: 0.0001,
        incidents: [
          {
            kind: 'restart',
            name: 'all processes start anew',
            when: { everyMs: DAY, offsetMs: 6 * HOUR },
          },
        ],
      });
      const over = range(FROM + day * DAY + 6.1 * HOUR, 12 * HOUR);
      const truth = simulate(rare, SEED).scrapeTruth(
        { kind: 'availability' },
        over,
      );
      const tiles = await tilesOf(create([rare]), availability('rare'), over);
      expect(tiles.bad).toEqual([...truth.bad]);
      expect(tiles.total).toEqual([...truth.total]);
    },
  );

  it('reads what SLIs share once', async () => {
    const source = create();
    const over = range(FROM + 14 * HOUR, MIN);
    const batch = await source.readTiles(
      [
        { key: 'a', sli: availability('payment-api') },
        {
          key: 'b',
          sli: { ...availability('payment-api'), groupBy: ['route'] },
        },
        { key: 'c', sli: latency('payment-api') },
      ],
      over,
    );
    expect([...new Set(reads)].sort()).toEqual([
      'http_request_duration_seconds_bucket',
      'http_request_duration_seconds_count',
      'http_requests_total',
    ]);
    expect(batch.queries).toBe(reads.length);
    const [a, b] = batch.slis;
    const events = b.series.map(({ total }) => total[0]);
    expect(b.series.map(({ group }) => group.route).sort()).toEqual([
      '/payments',
      '/payments/:id',
      '/refunds',
    ]);
    expect(events.reduce((sum, n) => sum + n, 0)).toBe(a.series[0].total[0]);
  });

  it('keeps environments apart', async () => {
    const source = create(undefined, ['production', 'staging']);
    const over = range(FROM + 12 * HOUR, 10 * MIN);
    const read = (environment: string) =>
      tilesOf(source, availability('payment-api', environment), over);
    const production = await read('production');
    expect(await read('staging')).not.toEqual(production);
    expect(await tilesOf(create(), availability('payment-api'), over)).toEqual(
      production,
    );
    const { slis } = await source.readTiles(
      [{ key: 'k', sli: availability('payment-api', 'test') }],
      over,
    );
    expect(slis[0]).toEqual({ key: 'k', series: [] });
  });

  it('knows nothing of a latency threshold that is no bucket', async () => {
    const { slis } = await create().readTiles(
      [{ key: 'k', sli: latency('payment-api', 240) }],
      range(FROM, 10 * MIN),
    );
    const tiles = slis[0].series.flatMap(({ total }) => [...total]);
    expect(tiles.every(Number.isNaN)).toBe(true);
    expect(slis[0].problem).toBeUndefined();
  });

  it('says so when it does not understand a matcher, and answers the others', async () => {
    const sli = availability('payment-api');
    const odd: Sli = {
      ...sli,
      total: {
        metric: 'http_requests_total',
        matchers: [{ label: 'route', op: '=~', value: '(?=a)a' }],
      },
    };
    const { slis } = await create().readTiles(
      [
        { key: 'odd', sli: odd },
        { key: 'plain', sli },
      ],
      range(FROM, 5 * MIN),
    );
    expect(slis.map(({ problem }) => problem?.code)).toEqual([
      'query-failed',
      undefined,
    ]);
    expect(slis[1].series[0].total[2]).toBeGreaterThan(0);
  });

  it('asks for nothing but the services of its SLIs', async () => {
    const asked: string[] = [];
    const source = SimulatorDataSource.create({
      id: 'demo',
      seed: SEED,
      reader: async () => ({
        ...reader,
        counters: async ({ service }) => {
          asked.push(service.name);
          return [];
        },
      }),
    });
    await source.readTiles(
      [{ key: 'k', sli: availability('storefront') }],
      range(FROM, 10 * MIN),
    );
    expect(new Set(asked)).toEqual(new Set(['storefront']));
  });

  it('makes up services that it does not know only when it is told to', async () => {
    const over = range(FROM + 12 * HOUR, 30 * MIN);
    const of = (
      unknownServices: 'none' | 'steady' | undefined,
      sli: Sli,
      environments?: string[],
    ) =>
      SimulatorDataSource.create({
        id: 'demo',
        seed: SEED,
        services: [troubled],
        reader: async () => reader,
        unknownServices,
        environments,
      }).readTiles([{ key: 'k', sli }], over);
    const job = { ...availability('newcomer') };
    for (const unknownServices of ['none', undefined] as const) {
      expect((await of(unknownServices, job)).slis[0].series).toEqual([]);
    }
    for (const sli of [job, latency('newcomer')]) {
      const [{ series }] = (await of('steady', sli)).slis;
      expect(series).toHaveLength(1);
      expect(series[0].total.every(events => events > 0)).toBe(true);
    }
    const hostile = availability('x"} or vector(1) or up{a="');
    expect((await of('steady', hostile)).slis[0].series).toEqual([]);
    const [staging] = (
      await of('steady', availability('newcomer', 'staging'), [
        'production',
        'staging',
      ])
    ).slis;
    expect(staging.series).toHaveLength(1);
    const known = await of('steady', availability('troubled'));
    expect(known).toEqual(await of('none', availability('troubled')));
  });

  it('reports why it does not answer, and nothing when it was given up', async () => {
    const failure = new TypeError('x is not a function');
    const onError = jest.fn();
    const source = withoutReader(failure, onError);
    const asked = [{ key: 'k', sli: availability('payment-api') }];
    const over = range(FROM, 5 * MIN);
    const { slis } = await source.readTiles(asked, over);
    expect(slis[0].problem?.code).toBe('unreachable');
    expect(onError.mock.calls).toEqual([[failure]]);
    await source.health();
    expect(onError).toHaveBeenCalledTimes(2);

    const late = await source.readTiles(asked, over, {
      signal: AbortSignal.abort(),
    });
    expect(late.slis[0].problem?.code).toBe('timeout');
    expect(onError).toHaveBeenCalledTimes(2);
  });

  it('lets other work run between the stretches of a long range', async () => {
    let turns = 0;
    let reading = true;
    const count = () => {
      turns += 1;
      if (reading) {
        setImmediate(count);
      }
    };
    setImmediate(count);
    await tilesOf(
      create([steadyService('s')]),
      availability('s'),
      range(FROM, 3 * DAY),
    );
    reading = false;
    expect(turns).toBeGreaterThan(12);
  });
});
