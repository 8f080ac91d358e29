import { ServerResponse } from 'node:http';
import { Sli, TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  LocalServer,
  matrixReply,
  SeenRequest,
  sendJson,
  startLocalServer,
} from '../__testUtils__/localServer';
import {
  PrometheusDataSource,
  PrometheusDataSourceOptions,
} from './prometheusDataSource';

const MIN = 60_000;

let server: LocalServer;
let answer: (request: SeenRequest, response: ServerResponse) => void;
/** To questions of what it is. */
let introduce: typeof answer;
let seen: SeenRequest[] = [];

beforeAll(async () => {
  server = await startLocalServer((request, response) => {
    if (/\/(?:buildinfo|stores|metrics)$/.test(request.path)) {
      introduce(request, response);
    } else {
      seen.push(request);
      answer(request, response);
    }
  });
});
beforeEach(() => {
  seen = [];
  introduce = (_, response) => sendJson(response, {}, 404);
});
afterAll(() => server.close());

function source(options: Partial<PrometheusDataSourceOptions> = {}) {
  return PrometheusDataSource.create({
    id: 'main',
    url: server.url,
    scrapeIntervalMs: 15_000,
    timeoutMs: 2_000,
    retry: { retries: 0 },
    ...options,
  });
}

function range(tiles: number): TileRange {
  return { startMs: 0, endMs: tiles * MIN, stepMs: MIN };
}

function sliOf(metric: string, service = 'a') {
  const matcher = { label: 'service', op: '=', value: service } as const;
  return {
    kind: 'ratio',
    total: { metric, matchers: [matcher] },
    bad: { metric: `${metric}_bad`, matchers: [matcher] },
    groupBy: [],
  } satisfies Sli;
}

type Row = { metric: Record<string, string>; values: [number, string][] };

/** Rows for every step asked for, as a server that holds 10 events a minute, one of them bad. */
function wellBehaved(request: SeenRequest, services = ['a']): Row[] {
  const [start, end, step] = ['start', 'end', 'step'].map(name =>
    Number(request.form.get(name)),
  );
  const times: number[] = [];
  for (let at = start; at <= end; at += step) {
    times.push(at);
  }
  const row = (service: string, role: string, value: string): Row => ({
    metric: { service, nthlayer_role: role },
    values: times.map(time => [time, value]),
  });
  const query = request.form.get('query') ?? '';
  return services
    .filter(service => new RegExp(`["|(]${service}["|)]`).test(query))
    .flatMap(service => [
      row(service, 'total', '10'),
      row(service, 'events', '1'),
    ]);
}

function isAbout(request: SeenRequest, metric: string): boolean {
  return request.form.get('query')?.includes(`${metric}{`) ?? false;
}

describe('PrometheusDataSource', () => {
  it('answers SLIs of one shape from one query, and drops strangers', async () => {
    const inZone = (service: string, value: string): Sli => {
      const zone = { label: 'zone', op: '=', value } as const;
      const { total, bad, ...sli } = sliOf('m', service);
      const within = ({ metric, matchers }: typeof total) => ({
        metric,
        matchers: [...matchers, zone],
      });
      return { ...sli, total: within(total), bad: within(bad) };
    };
    answer = (request, response) => {
      const rows = ['x', 'y'].flatMap(zone =>
        wellBehaved(request, ['a', 'b']).map(row => ({
          ...row,
          metric: { ...row.metric, zone },
        })),
      );
      sendJson(response, matrixReply(rows));
    };
    const batch = await source().readTiles(
      [
        { key: 'a', sli: inZone('a', 'x') },
        { key: 'b', sli: inZone('b', 'y') },
      ],
      range(3),
    );
    expect(batch.queries).toBe(1);
    expect(seen).toHaveLength(1);
    expect(
      batch.slis.map(({ key, series }) => [
        key,
        series.length,
        [...series[0].bad],
        [...series[0].total],
      ]),
    ).toEqual([
      ['a', 1, [1, 1, 1], [10, 10, 10]],
      ['b', 1, [1, 1, 1], [10, 10, 10]],
    ]);
  });

  it.each<[string, (response: ServerResponse, rows: Row[]) => void, string]>([
    [
      'answers with HTML',
      response => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<html></html>');
      },
      'bad-reply',
    ],
    [
      'cuts its JSON short',
      (response, rows) =>
        sendJson(response, JSON.stringify(matrixReply(rows)).slice(0, -9)),
      'bad-reply',
    ],
    ['is overloaded', response => sendJson(response, {}, 503), 'unreachable'],
    [
      'fails the query',
      response =>
        sendJson(response, { status: 'error', errorType: 'execution' }, 422),
      'query-failed',
    ],
    ['never answers', () => {}, 'timeout'],
    ['hangs up', response => response.destroy(), 'unreachable'],
    [
      'warns of a partial result',
      (response, rows) =>
        sendJson(response, {
          ...(matrixReply(rows) as object),
          warnings: ['partial'],
        }),
      'query-failed',
    ],
    [
      'sends a series twice',
      (response, rows) => sendJson(response, matrixReply([...rows, rows[0]])),
      'bad-reply',
    ],
    [
      'answers for another time',
      (response, rows) =>
        sendJson(
          response,
          matrixReply(rows.map(row => ({ ...row, values: [[7, '1']] }))),
        ),
      'bad-reply',
    ],
    [
      'asks for credentials',
      response => sendJson(response, {}, 401),
      'refused',
    ],
    [
      'is asked too often',
      response => sendJson(response, {}, 429),
      'rate-limited',
    ],
  ])(
    'keeps what it can read when the server %s for one shape',
    async (_, fail, code) => {
      answer = (request, response) =>
        isAbout(request, 'broken')
          ? fail(response, wellBehaved(request))
          : sendJson(response, matrixReply(wellBehaved(request)));
      // a busy machine must not make the sound shape late
      const timeoutMs = code === 'timeout' ? 2_500 : 30_000;
      const { slis, queries } = await source({ timeoutMs }).readTiles(
        [
          { key: 'x', sli: sliOf('broken') },
          { key: 'y', sli: sliOf('sound') },
        ],
        range(2),
      );
      expect(slis.map(({ problem }) => problem?.code)).toEqual([
        code,
        undefined,
      ]);
      expect(slis[0].series).toEqual([]);
      expect([...slis[1].series[0].total]).toEqual([10, 10]);
      expect(queries).toBe(2);
    },
  );

  it.each<[string, string[]]>([
    ['NaN', ['NaN', '1']],
    ['infinite', ['+Inf', '1']],
    ['negative', ['-3', '1']],
    ['more than can be counted exactly', ['1e308', '1']],
    ['less than its part', ['10', '11']],
  ])(
    'takes a tile whose count is %s as unknown, and only that',
    async (_, [total, bad]) => {
      answer = (request, response) => {
        const [totals, events, ...others] = wellBehaved(request, ['a', 'b']);
        totals.values[1][1] = total;
        events.values[1][1] = bad;
        sendJson(response, matrixReply([totals, events, ...others]));
      };
      const { slis } = await source().readTiles(
        [
          { key: 'a', sli: sliOf('m', 'a') },
          { key: 'b', sli: sliOf('m', 'b') },
        ],
        range(3),
      );
      expect(slis.map(({ series }) => [...series[0].total])).toEqual([
        [10, NaN, 10],
        [10, 10, 10],
      ]);
      expect([...slis[0].series[0].bad]).toEqual([1, NaN, 1]);
    },
  );

  it.each<[string, Record<string, string>]>([
    ['no labels', {}],
    ['labels of another query', { service: 'a', role: 'total' }],
    ['the labels of another service', { service: 'z', nthlayer_role: 'total' }],
    [
      'a label that the query does not keep',
      { service: 'a', nthlayer_role: 'total', tenant: 'x' },
    ],
    [
      'a label that is called __proto__',
      { service: 'a', nthlayer_role: 'total', ['__proto__']: 'x' },
    ],
  ])('takes rows with %s for an answer to somebody else', async (_, metric) => {
    answer = (request, response) => {
      const foreign: Row = { metric, values: [[60, '5']] };
      sendJson(response, matrixReply([...wellBehaved(request), foreign]));
    };
    const { slis } = await source().readTiles(
      [{ key: 'a', sli: sliOf('m') }],
      range(1),
    );
    const message = 'The reply has series that were not asked for';
    const problem = { code: 'bad-reply', message };
    expect(slis).toEqual([{ key: 'a', series: [], problem }]);
  });

  it('cuts a long range so that no query is above the limits, and joins the parts', async () => {
    const steps: number[] = [];
    answer = (request, response) => {
      const rows = wellBehaved(request);
      steps.push(rows[0].values.length);
      sendJson(response, matrixReply(rows));
    };
    const { slis, queries } = await source().readTiles(
      [{ key: 'a', sli: sliOf('m') }],
      range(25_000),
    );
    expect(Math.max(...steps)).toBeLessThanOrEqual(10_000);
    expect(steps.reduce((sum, n) => sum + n, 0)).toBe(25_000);
    expect(queries).toBe(steps.length);
    expect(slis[0].series).toHaveLength(1);
    expect(slis[0].series[0].total.every(events => events === 10)).toBe(true);
  });

  it('asks for fewer steps the more SLIs share the query', async () => {
    let steps = 0;
    answer = (request, response) => {
      const [first] = wellBehaved(request, ['service-0']);
      steps = Math.max(steps, first.values.length);
      sendJson(response, matrixReply([]));
    };
    const many = Array.from({ length: 100 }, (_, i) => ({
      key: String(i),
      sli: sliOf('m', `service-${i}`),
    }));
    await source().readTiles(many, range(1_000));
    expect(steps * many.length * 2).toBeLessThanOrEqual(20_000);
  });

  it('halves a range whose reply is too long all the same', async () => {
    answer = (request, response) =>
      sendJson(response, matrixReply(wellBehaved(request)));
    const { slis } = await source({ maxReplyBytes: 5_000 }).readTiles(
      [{ key: 'a', sli: sliOf('m') }],
      range(500),
    );
    expect(slis[0].problem).toBeUndefined();
    expect(slis[0].series[0].total.every(events => events === 10)).toBe(true);

    const tiny = await source({ maxReplyBytes: 50 }).readTiles(
      [{ key: 'a', sli: sliOf('m') }],
      range(8),
    );
    expect(tiny.slis[0].problem?.code).toBe('bad-reply');
  });

  describe('with more SLIs than a reply has room for', () => {
    const services = Array.from({ length: 40 }, (_, i) => `service-${i}`);
    const requests = services.map(service => ({
      key: service,
      sli: sliOf('m', service),
    }));
    const isAsked = (request: SeenRequest) => (service: string) =>
      new RegExp(`\\b${service}\\b`).test(request.form.get('query') ?? '');

    it('asks for fewer of them, down to the one that alone is too long', async () => {
      answer = (request, response) => {
        const rows = wellBehaved(request, services.filter(isAsked(request)));
        const long = { service: 'service-7', x: 'x'.repeat(5_000) };
        const extra = isAsked(request)('service-7')
          ? [{ metric: long, values: rows[0].values }]
          : [];
        sendJson(response, matrixReply([...rows, ...extra]));
      };
      const { slis } = await source({ maxReplyBytes: 2_000 }).readTiles(
        requests,
        range(2),
      );
      const failed = slis.filter(({ problem }) => problem);
      expect(failed).toMatchObject([
        { key: 'service-7', series: [], problem: { code: 'bad-reply' } },
      ]);
      const read = slis.filter(({ problem }) => !problem);
      expect(read.map(({ series }) => [...series[0].total])).toEqual(
        Array(39).fill([10, 10]),
      );
    });

    it('keeps the problem of some to them', async () => {
      answer = (request, response) =>
        isAsked(request)('service-7') && !isAsked(request)('service-10')
          ? sendJson(response, {}, 503)
          : sendJson(
              response,
              matrixReply(
                wellBehaved(request, services.filter(isAsked(request))),
              ),
            );
      const { slis } = await source({ maxReplyBytes: 4_000 }).readTiles(
        requests,
        range(1),
      );
      const codes = slis.map(({ problem }) => problem?.code);
      expect(codes[7]).toBe('unreachable');
      expect(codes[10]).toBeUndefined();
    });

    it('does not halve one SLI that many ask for', async () => {
      answer = (request, response) =>
        sendJson(response, matrixReply(wellBehaved(request)));
      const { slis, queries } = await source({ maxReplyBytes: 50 }).readTiles(
        services.map(key => ({ key, sli: sliOf('m') })),
        range(1),
      );
      expect(queries).toBe(1);
      expect(slis.every(({ problem }) => problem?.code === 'bad-reply')).toBe(
        true,
      );
    });
  });

  it('keeps queries for very many SLIs well within what Prometheus reads', async () => {
    const sizes: number[] = [];
    answer = (request, response) => {
      sizes.push(Number(request.headers['content-length']));
      sendJson(response, matrixReply([]));
    };
    const requests = Array.from({ length: 6_000 }, (_, i) => ({
      key: String(i),
      sli: sliOf('m', `team/with-a-long-name/service-${i}`.padEnd(120, 'x')),
    }));
    const { slis } = await source({ timeoutMs: 10_000 }).readTiles(
      requests,
      range(1),
    );
    expect(slis.filter(({ problem }) => problem)).toEqual([]);
    expect(Math.max(...sizes)).toBeLessThan(5_000_000);
    expect(sizes.length).toBeGreaterThan(2);
  });

  it.each([
    ['is aborted', undefined],
    ['is aborted for a reason of its own', new Error('Enough')],
  ])('answers with what it has when its signal %s', async (_, reason) => {
    const controller = new AbortController();
    answer = (request, response) => {
      if (isAbout(request, 'slow')) {
        setTimeout(() => controller.abort(reason), 50);
      } else {
        sendJson(response, matrixReply(wellBehaved(request)));
      }
    };
    const { slis, queries } = await source({ concurrency: 1 }).readTiles(
      ['a_quick', 'slow', 'z_waiting'].map(key => ({ key, sli: sliOf(key) })),
      range(2),
      { signal: controller.signal },
    );
    expect(slis.map(({ problem }) => problem?.code)).toEqual([
      undefined,
      'timeout',
      'timeout',
    ]);
    expect(slis.map(({ series }) => series.length)).toEqual([1, 0, 0]);
    expect([...slis[0].series[0].total]).toEqual([10, 10]);
    expect(queries).toBe(2);
  });

  it('stops reading a shape at its first failure, and concludes nothing from what it had', async () => {
    let requests = 0;
    answer = (request, response) => {
      requests += 1;
      sendJson(
        response,
        matrixReply(wellBehaved(request)),
        requests > 1 ? 500 : 200,
      );
    };
    const { slis } = await source().readTiles(
      [{ key: 'a', sli: sliOf('m') }],
      range(40_000),
    );
    expect(requests).toBe(2);
    expect(slis[0]).toMatchObject({
      series: [],
      problem: { code: 'unreachable' },
    });
  });

  /** Of a shape each. */
  const requestsFor = (metric: string) =>
    Array.from({ length: 20 }, (_, i) => ({
      key: String(i),
      sli: sliOf(`${metric}_${i}`),
    }));

  const sendRows = (request: SeenRequest, response: ServerResponse) => {
    const isRange = request.path.endsWith('query_range');
    sendJson(response, matrixReply(isRange ? wellBehaved(request) : []));
  };

  it('has only a few queries under way at a time, whoever asks', async () => {
    let now = 0;
    let most = 0;
    answer = (request, response) => {
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => {
        now -= 1;
        sendRows(request, response);
      }, 10);
    };
    const prometheus = source({ concurrency: 3 });
    await Promise.all([
      prometheus.readTiles(requestsFor('new'), range(1)),
      prometheus.readTiles(requestsFor('newer'), range(1)),
      prometheus.readTiles(requestsFor('old'), range(1), { canWait: true }),
      prometheus.inspect(requestsFor('lint'), { atMs: 0 }),
    ]);
    expect(most).toBe(3);
    expect(seen.length).toBeGreaterThan(60);
  });

  it('does not let what is new wait for what can wait', async () => {
    const held: (() => void)[] = [];
    answer = (request, response) => {
      const send = () => sendRows(request, response);
      if (request.form.get('query')?.includes('old_')) {
        held.push(send);
      } else {
        send();
      }
    };
    const prometheus = source();
    const old = prometheus.readTiles(requestsFor('old'), range(1), {
      canWait: true,
    });
    const inspected = prometheus.inspect(requestsFor('old'), { atMs: 0 });
    const { slis } = await prometheus.readTiles(requestsFor('new'), range(1));
    expect(slis.every(({ problem }) => problem === undefined)).toBe(true);
    expect(held).toHaveLength(2);
    answer = sendRows;
    held.forEach(send => send());
    expect((await old).queries).toBe(20);
    await inspected;
  });

  describe('when a series returned', () => {
    /** Total returned in tile 1: 4,000 before, 4,030 after; 5 bad before, 9 after. */
    const returning =
      (fail?: (response: ServerResponse) => void, service = 'a') =>
      (request: SeenRequest, response: ServerResponse) => {
        const query = request.form.get('query') ?? '';
        const isBad = query.includes('m_bad{');
        const __name__ = isBad ? 'm_bad' : 'm';
        const metric = { __name__, service, pod: '1' };
        if (request.path.endsWith('query_range')) {
          const rows = isAbout(request, 'm') ? wellBehaved(request) : [];
          const values: [number, string][] = [[120, '1']];
          const returned = { service: 'a', nthlayer_role: 'returned-total' };
          rows.forEach(row => row.values.splice(1, 1));
          sendJson(
            response,
            matrixReply([...rows, { metric: returned, values }]),
          );
        } else if (fail) {
          fail(response);
        } else if (query.startsWith('last_over_time(')) {
          const value = [60, isBad ? '5' : '4000'];
          const result = [{ metric: { ...metric, __name__: '' }, value }];
          sendJson(response, {
            status: 'success',
            data: { resultType: 'vector', result },
          });
        } else {
          const values: [number, string][] = [[110, isBad ? '9' : '4030']];
          sendJson(response, matrixReply([{ metric, values }]));
        }
      };

    it('counts its difference from stored samples of the day before', async () => {
      answer = returning();
      const { slis, queries } = await source().readTiles(
        [{ key: 'a', sli: sliOf('m') }],
        range(3),
      );
      expect([...slis[0].series[0].total]).toEqual([10, 30, 10]);
      expect([...slis[0].series[0].bad]).toEqual([1, 4, 1]);
      expect(queries).toBe(5);
      const asked = seen
        .slice(1)
        .map(({ form }) => [
          form.get('time'),
          /\[(\w+)\]/.exec(form.get('query') ?? '')?.[1],
        ]);
      expect(asked.sort()).toEqual([
        ['120', '1m'],
        ['120', '1m'],
        ['60', '1d'],
        ['60', '1d'],
      ]);
    });

    it('does not pass the tile as read when the samples cannot be had', async () => {
      answer = returning(response => sendJson(response, {}, 503));
      const { slis } = await source().readTiles(
        [{ key: 'a', sli: sliOf('m') }],
        range(3),
      );
      expect(slis[0]).toMatchObject({
        series: [],
        problem: { code: 'unreachable' },
      });
    });

    it('does not take samples for its own that are of another tenant', async () => {
      answer = returning(undefined, 'b');
      const { slis } = await source().readTiles(
        [{ key: 'a', sli: sliOf('m') }],
        range(3),
      );
      expect(slis[0]).toMatchObject({
        series: [],
        problem: {
          code: 'bad-reply',
          message: 'The reply has series that were not asked for',
        },
      });
    });
  });

  it('says whether the server answers', async () => {
    answer = (_, response) =>
      sendJson(response, {
        status: 'success',
        data: {
          resultType: 'vector',
          result: [{ metric: {}, value: [1, '1'] }],
        },
      });
    expect(await source().health()).toEqual({
      state: 'up',
      breaker: 'closed',
      lastSuccessMs: expect.any(Number),
      latencyMs: expect.any(Number),
    });
    answer = (_, response) => sendJson(response, {}, 401);
    expect(await source().health()).toEqual({
      state: 'down',
      breaker: 'closed',
      problem: { code: 'refused', message: expect.any(String) },
    });
  });

  it('says what answers, which it asks once, and again after an outage', async () => {
    let isUp = true;
    let asked = 0;
    answer = (_, response) => {
      const data = { resultType: 'vector', result: [] };
      sendJson(response, { status: 'success', data }, isUp ? 200 : 503);
    };
    introduce = ({ path }, response) => {
      const isBuild = path.endsWith('buildinfo');
      asked += isBuild ? 1 : 0;
      const data = { version: '2.42.0', revision: 'x' };
      sendJson(response, { status: 'success', data }, isBuild ? 200 : 404);
    };
    const subject = source();
    const product = { flavour: 'prometheus', version: '2.42.0' };
    expect(await subject.health()).toMatchObject({ server: product });
    expect(await subject.health()).toMatchObject({ server: product });
    expect(asked).toBe(1);
    isUp = false;
    expect((await subject.health()).server).toBeUndefined();
    isUp = true;
    expect(await subject.health()).toMatchObject({ server: product });
    expect(asked).toBe(2);
  });

  describe('when a query for many SLIs is too much work', () => {
    const services = Array.from({ length: 800 }, (_, i) => `svc-${i}x`);
    const requests = services.map(key => ({ key, sli: sliOf('m', key) }));
    let bearable: number;
    beforeEach(() => {
      bearable = 200;
      answer = (request, response) => {
        const rows = wellBehaved(request, services);
        const tooMuch = rows.length / 2 > bearable;
        const reply = { status: 'error', errorType: 'execution' };
        sendJson(
          response,
          tooMuch ? reply : matrixReply(rows),
          tooMuch ? 422 : 200,
        );
      };
    });

    it('asks for fewer of them, and remembers it', async () => {
      const subject = source();
      const first = await subject.readTiles(requests, range(1));
      expect(first.slis.filter(({ problem }) => problem)).toEqual([]);
      expect(first.queries).toBe(1 + 2 + 4);
      const second = await subject.readTiles(requests, range(1));
      expect(second.slis.flatMap(({ series }) => series)).toHaveLength(800);
      expect(second.queries).toBe(4);
    });

    it('does not go on for ever where every query fails', async () => {
      bearable = 0;
      const { slis, queries } = await source().readTiles(requests, range(1));
      expect(new Set(slis.map(({ problem }) => problem?.code))).toEqual(
        new Set(['query-failed']),
      );
      expect(queries).toBeLessThan(2 ** 6);
    });

    it('leaves a long stretch to those who ask for it', async () => {
      bearable = 10;
      const few = requests.slice(0, 20);
      const { slis, queries } = await source().readTiles(few, range(60));
      expect(slis.every(({ problem }) => problem)).toBe(true);
      expect(queries).toBe(1);
    });
  });

  describe('when queries are long', () => {
    const services = Array.from(
      { length: 60 },
      (_, i) => `${'a-service-with-a-long-name'.repeat(3)}-${i}`,
    );
    const requests = services.map(service => ({
      key: service,
      sli: sliOf('m', service),
    }));
    const lengthOf = ({ form }: SeenRequest) =>
      Buffer.byteLength(form.get('query') ?? '');
    /** Takes queries up to a length, and rejects longer ones as VictoriaMetrics does. */
    const taking =
      (longest: number) => (request: SeenRequest, response: ServerResponse) => {
        if (lengthOf(request) > longest) {
          sendJson(response, { status: 'error', errorType: '422' }, 422);
        } else {
          sendJson(response, matrixReply(wellBehaved(request, services)));
        }
      };

    it.each<[string, number, string | undefined, number | undefined]>([
      ['one query', 3_000_000, undefined, undefined],
      ['parts that VictoriaMetrics takes', 16_384, 'vm-0', undefined],
      ['parts as configured', 32_768, undefined, 32_768],
    ])('sends %s', async (_, longest, hostname, maxQueryLength) => {
      answer = taking(longest);
      introduce = (__, response) => {
        if (hostname) {
          response.setHeader('x-server-hostname', hostname);
        }
        sendJson(response, { status: 'success', data: {} });
      };
      const options = maxQueryLength === undefined ? {} : { maxQueryLength };
      const batch = await source(options).readTiles(requests, range(1));
      expect(batch.slis.filter(({ problem }) => problem)).toEqual([]);
      expect(batch.slis.flatMap(({ series }) => series)).toHaveLength(60);
      const sum = seen.reduce((bytes, request) => bytes + lengthOf(request), 0);
      expect(seen).toHaveLength(batch.queries);
      expect(seen.length).toBeLessThanOrEqual(2 * Math.ceil(sum / longest));
    });
  });
});
