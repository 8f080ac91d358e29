import { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import {
  LocalServer,
  matrixReply,
  SeenRequest,
  sendJson,
  startLocalServer,
} from '../__testUtils__/localServer';
import { PrometheusClientOptions } from './Exchange';
import { PrometheusClient } from './prometheusClient';
import { PrometheusProblem } from './prometheusProblem';

const SECRET = 'canary-3f9d';
const LONG = SECRET.padEnd(64 * 1024);
const RANGE = { startMs: 60_000, endMs: 180_000, stepMs: 60_000 };
const ROW = {
  metric: { part: 'bad' },
  values: [
    [60, '1'],
    [120, '2.5'],
  ] as [number, string][],
};

let server: LocalServer;
let answer: (request: SeenRequest, response: ServerResponse) => void;

beforeAll(async () => {
  server = await startLocalServer((request, response) =>
    answer(request, response),
  );
});
afterAll(() => server.close());

function client(options: Partial<PrometheusClientOptions> = {}) {
  const retry = { retries: 0 };
  return PrometheusClient.create({ url: server.url, retry, ...options });
}

async function problemOf(
  asking: Promise<unknown>,
): Promise<PrometheusProblem['problem']> {
  const error = await asking.then(
    () => new Error('was answered'),
    thrown => thrown,
  );
  expect(error).toBeInstanceOf(PrometheusProblem);
  const { problem } = error as PrometheusProblem;
  expect(JSON.stringify([problem, String(error)])).not.toContain(SECRET);
  return problem;
}

describe('PrometheusClient', () => {
  it('posts a range query and reads its rows', async () => {
    answer = (_, response) =>
      sendJson(
        response,
        matrixReply([
          ROW,
          {
            metric: {},
            values: [
              [60, 'NaN'],
              [120, '+Inf'],
              [180, '-1e-3'],
            ],
          },
        ]),
      );
    const rows = await client({
      url: `${server.url}/prometheus`,
      auth: { type: 'bearer', token: SECRET },
      headers: { 'X-Scope-OrgID': 'tenant' },
      timeoutMs: 2500,
    }).queryRange('sum(up{a="é+&"})', RANGE);

    expect(rows).toEqual([
      { labels: { part: 'bad' }, timesMs: [60_000, 120_000], values: [1, 2.5] },
      {
        labels: {},
        timesMs: [60_000, 120_000, 180_000],
        values: [NaN, Infinity, -0.001],
      },
    ]);
    const request = server.seen[server.seen.length - 1];
    expect(request).toMatchObject({
      method: 'POST',
      path: '/prometheus/api/v1/query_range',
      headers: { authorization: `Bearer ${SECRET}`, 'x-scope-orgid': 'tenant' },
    });
    expect(Object.fromEntries(request.form)).toEqual({
      query: 'sum(up{a="é+&"})',
      start: '60',
      end: '180',
      step: '60',
      timeout: '2250ms',
    });
  });

  it('asks for samples and vectors at a time, with basic credentials', async () => {
    const asking = client({
      auth: { type: 'basic', username: 'me', password: SECRET },
    });
    answer = (_, response) => sendJson(response, matrixReply([ROW]));
    expect(await asking.querySamples('m[1m]', 120_500)).toHaveLength(1);
    const request = server.seen[server.seen.length - 1];
    expect(request.path).toBe('/api/v1/query');
    expect(request.form.get('time')).toBe('120.5');
    expect(request.headers.authorization).toBe(
      `Basic ${Buffer.from(`me:${SECRET}`).toString('base64')}`,
    );

    answer = (_, response) =>
      sendJson(response, {
        status: 'success',
        data: {
          resultType: 'vector',
          result: [{ metric: { a: 'b' }, value: [1.5, '7'] }],
        },
      });
    expect(await asking.queryVector('m', 1500)).toEqual([
      { labels: { a: 'b' }, timesMs: [1500], values: [7] },
    ]);
  });

  const ok = (body: unknown) => (response: ServerResponse) =>
    sendJson(response, body);
  const status =
    (
      code: number,
      body: unknown = { status: 'error', errorType: 'x', error: SECRET },
    ) =>
    (response: ServerResponse) =>
      sendJson(response, body, code);
  const html = (code: number) => (response: ServerResponse) => {
    response.writeHead(code, { 'content-type': 'text/html' });
    response.end(`<html>${SECRET}</html>`);
  };
  const plainText =
    (code: number, body: string) => (response: ServerResponse) => {
      response.writeHead(code, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(body);
    };
  const data = (inner: unknown) => ok({ status: 'success', data: inner });

  const longError = (code: number, errorType?: string) =>
    status(code, { status: 'error', errorType, error: LONG });

  it.each<[string, (response: ServerResponse) => void, string]>([
    ['HTML with 200', html(200), 'bad-reply'],
    ['HTML with 404', html(404), 'bad-reply'],
    ['HTML with 502', html(502), 'unreachable'],
    [
      'truncated JSON',
      ok(`{"status":"success","data":{"resultType":"${SECRET}`),
      'bad-reply',
    ],
    ['an empty body', ok(''), 'bad-reply'],
    ['JSON of something else', ok({ hello: SECRET }), 'bad-reply'],
    ['an array', ok([SECRET]), 'bad-reply'],
    ['null', ok('null'), 'bad-reply'],
    ['success without data', ok({ status: 'success' }), 'bad-reply'],
    [
      'status error with 200',
      ok({ status: 'error', errorType: 'execution', error: SECRET }),
      'query-failed',
    ],
    [
      'a warning',
      ok({ ...(matrixReply([]) as object), warnings: [SECRET] }),
      'query-failed',
    ],
    [
      'a part that says so',
      ok({ ...(matrixReply([ROW]) as object), isPartial: true }),
      'query-failed',
    ],
    [
      'values from the future',
      ok(matrixReply([{ metric: {}, values: [[240, '1']] }])),
      'bad-reply',
    ],
    [
      'values between the steps',
      ok(matrixReply([{ metric: {}, values: [[90, '1']] }])),
      'bad-reply',
    ],
    ['bad data', status(400), 'query-failed'],
    [
      'a range that the query frontend of Thanos refuses',
      plainText(400, '{"status": "error", "error": "1:5: parse error"}'),
      'query-failed',
    ],
    [
      'a timeout behind the query frontend of Thanos',
      plainText(503, '{"status":"error","errorType":"timeout","error":"x"}'),
      'timeout',
    ],
    ['plain text with 400', plainText(400, SECRET), 'bad-reply'],
    [
      'what another API says with 404',
      status(404, { status: 'error', message: SECRET }),
      'bad-reply',
    ],
    ['a failed execution', status(422), 'query-failed'],
    ['401', status(401), 'refused'],
    ['403', html(403), 'refused'],
    ['429', status(429), 'rate-limited'],
    ['500', status(500), 'unreachable'],
    [
      '503 for a query that took too long',
      status(503, { status: 'error', errorType: 'timeout', error: SECRET }),
      'timeout',
    ],
    ['503 that says it at length', longError(503, 'timeout'), 'timeout'],
    ['400 that says it at length', longError(400, 'bad_data'), 'query-failed'],
    ['400 of no kind, at length', longError(400), 'query-failed'],
    [
      '400 at length that is no error of the API',
      status(400, { error: LONG, status: 'error', errorType: 'bad_data' }),
      'bad-reply',
    ],
    ['503', status(503, SECRET), 'unreachable'],
    ['504', html(504), 'unreachable'],
    [
      'a vector instead of a matrix',
      data({ resultType: 'vector', result: [] }),
      'bad-reply',
    ],
    [
      'a type that does not exist',
      data({ resultType: SECRET, result: [] }),
      'bad-reply',
    ],
    [
      'labels that are not text',
      data({
        resultType: 'matrix',
        result: [{ metric: { a: 1 }, values: [] }],
      }),
      'bad-reply',
    ],
    [
      'values that are not text',
      data({
        resultType: 'matrix',
        result: [{ metric: {}, values: [[1, 2]] }],
      }),
      'bad-reply',
    ],
    [
      'values that are not numbers',
      data({
        resultType: 'matrix',
        result: [{ metric: {}, values: [[1, SECRET]] }],
      }),
      'bad-reply',
    ],
    [
      'values that are empty',
      data({
        resultType: 'matrix',
        result: [{ metric: {}, values: [[1, '']] }],
      }),
      'bad-reply',
    ],
    ['the same series twice', ok(matrixReply([ROW, ROW])), 'bad-reply'],
    [
      'samples out of order',
      ok(
        matrixReply([
          {
            metric: {},
            values: [
              [120, '1'],
              [60, '1'],
            ],
          },
        ]),
      ),
      'bad-reply',
    ],
  ])('makes %s a typed problem without a word of it', async (_, send, code) => {
    answer = (__, response) => send(response);
    const problem = await problemOf(client().queryRange('m', RANGE));
    expect(problem.code).toBe(code);
  });

  it('takes a remark on the query’s style as no warning', async () => {
    answer = (_, response) =>
      sendJson(response, {
        ...(matrixReply([ROW]) as object),
        warnings: ['PromQL info: metric might not be a counter'],
        infos: ['anything'],
      });
    expect(await client().queryRange('m', RANGE)).toHaveLength(1);
  });

  it.each([
    ['to another host', 'http://localhost:1/api/v1/query_range'],
    ['to itself', '/elsewhere'],
  ])('does not follow a redirect %s', async (_, location) => {
    const before = server.seen.length;
    answer = (__, response) => {
      response.writeHead(307, { location, 'content-type': 'text/plain' });
      response.end();
    };
    const problem = await problemOf(client().queryRange('m', RANGE));
    expect(problem.code).toBe('bad-reply');
    expect(server.seen.length - before).toBe(1);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['never answers', () => {}],
    [
      'trickles',
      response => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('gives up on a server that %s', async (_, behave) => {
    answer = (__, response) => behave(response);
    const problem = await problemOf(
      client({ timeoutMs: 150 }).queryRange('m', RANGE),
    );
    expect(problem).toEqual({
      code: 'timeout',
      message: 'No answer within 150 ms',
    });
  });

  it('gives up when the caller does', async () => {
    answer = () => {};
    const problem = await problemOf(
      client().queryRange('m', RANGE, { signal: AbortSignal.timeout(50) }),
    );
    expect(problem.code).toBe('timeout');
    const aborted = await problemOf(
      client().queryRange('m', RANGE, { signal: AbortSignal.abort() }),
    );
    expect(aborted.code).toBe('timeout');
  });

  it.each<[string, (response: ServerResponse) => void]>([
    [
      'endless',
      response => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const more = () => {
          while (response.write(' '.repeat(65_536)));
        };
        response.on('drain', more);
        more();
      },
    ],
    [
      'small but unpacks to much more',
      response => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-encoding': 'gzip',
        });
        response.end(gzipSync(Buffer.alloc(50_000_000, ' ')));
      },
    ],
  ])('cuts off a reply that is %s', async (_, behave) => {
    answer = (__, response) => behave(response);
    const problem = await problemOf(
      client({ maxReplyBytes: 100_000 }).queryRange('m', RANGE),
    );
    expect(problem.code).toBe('bad-reply');
    expect(problem.message).toContain('100000 bytes');
  });

  it('reads what was packed, and takes what was cut off for no answer', async () => {
    const packed = gzipSync(JSON.stringify(matrixReply([ROW])));
    let sent = packed;
    answer = (_, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      });
      response.end(sent);
    };
    expect(await client().queryRange('m', RANGE)).toHaveLength(1);
    sent = packed.subarray(0, packed.length - 20);
    const problem = await problemOf(client().queryRange('m', RANGE));
    expect(problem.code).toBe('bad-reply');
  });

  it('asks each time about its own range, also where one query is sent twice at once', async () => {
    answer = ({ form }, response) => {
      const time = Number(form.get('start'));
      const metric = {
        asked: form.get('query')!,
        timeout: form.get('timeout')!,
      };
      const reply = matrixReply([{ metric, values: [[time, '1']] }]);
      setTimeout(() => sendJson(response, reply), 180 - time);
    };
    const query = client().rangeQuery('sum(m{a=~"b|c"})');
    const ask = async (minute: number) => {
      const timeMs = minute * 60_000;
      const range = { startMs: timeMs, endMs: timeMs, stepMs: 60_000 };
      const { timesMs, labels } = await query.read(range);
      expect(labels[0]).toEqual({
        asked: 'sum(m{a=~"b|c"})',
        timeout: '9000ms',
      });
      return [...timesMs];
    };
    expect(await Promise.all([1, 2, 3].map(ask))).toEqual([
      [60_000],
      [120_000],
      [180_000],
    ]);
    expect(await ask(2)).toEqual([120_000]);
  });

  it('takes a broken connection as unreachable', async () => {
    answer = (_, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': '1000',
      });
      response.write('{"status":');
      setTimeout(() => response.destroy(), 20);
    };
    const problem = await problemOf(client().queryRange('m', RANGE));
    expect(problem.code).toBe('unreachable');
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['cannot answer now', status(502)],
    [
      'wants a pause',
      response => {
        response.setHeader('retry-after', '0');
        status(503)(response);
      },
    ],
    [
      'has too many requests',
      response => {
        response.setHeader('retry-after', new Date(0).toUTCString());
        status(429)(response);
      },
    ],
    ['breaks the connection', response => response.destroy()],
    [
      'breaks it in the middle of a reply',
      response => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"status":"success",', () => response.destroy());
      },
    ],
  ])('asks again when the server %s', async (_, behave) => {
    const before = server.seen.length;
    answer = (__, response) => {
      answer = (___, later) => sendJson(later, matrixReply([ROW]));
      behave(response);
    };
    const asking = client({ retry: { firstDelayMs: 1 } });
    expect(await asking.queryRange('m', RANGE)).toHaveLength(1);
    expect(server.seen.length - before).toBe(2);
    expect(asking.breaker).toBe('closed');
    expect(asking.lastSuccessMs).toBeGreaterThan(0);
  });

  it('sends nothing for a while to a server that hangs', async () => {
    const before = server.seen.length;
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"status":"success","data":');
    };
    const asking = client({
      timeoutMs: 300,
      retry: { failuresToBreak: 2, breakMs: 60_000 },
    });
    for (let asked = 0; asked < 4; asked++) {
      const { code } = await problemOf(asking.queryRange('m', RANGE));
      expect(code).toBe('timeout');
    }
    expect(server.seen.length - before).toBe(2);
    expect(asking.breaker).toBe('open');
    expect(asking.lastSuccessMs).toBeUndefined();
  });

  it('takes no answer about a time that has not come for the server', async () => {
    const nowMs = 1_000 * Math.floor(Date.now() / 1_000);
    answer = (_, response) => {
      response.setHeader('date', new Date(nowMs).toUTCString());
      sendJson(response, matrixReply([]));
    };
    const until = (endMs: number) =>
      client().queryRange('m', { startMs: endMs, endMs, stepMs: 60_000 });
    expect(await until(nowMs)).toEqual([]);
    const problem = await problemOf(until(nowMs + 90_000));
    expect(problem.code).toBe('bad-reply');
    expect(problem.message).toContain('90 s ahead');
    expect(
      (await problemOf(client().querySamples('m[1m]', nowMs + 1_000))).code,
    ).toBe('bad-reply');
  });

  it('takes a closed port as unreachable and says why', async () => {
    const gone = await startLocalServer(() => {});
    await gone.close();
    const problem = await problemOf(
      client({ url: gone.url }).queryRange('m', RANGE),
    );
    expect(problem.code).toBe('unreachable');
    expect(problem.message).toContain('ECONNREFUSED');
  });

  it.each([
    'prometheus:9090',
    '/relative',
    '',
    'file:///etc/passwd',
    'ftp://host/',
    'data:text/plain,x',
    `http://me:${SECRET}@host/`,
    `http://host/?token=${SECRET}`,
    'http://host/#fragment',
  ])('refuses the URL %j', url => {
    expect(() => client({ url })).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.not.stringContaining(SECRET),
      }),
    );
  });

  it.each<Partial<PrometheusClientOptions>>([
    { auth: { type: 'bearer', token: `${SECRET}\n` + 'x: y' } },
    { headers: { 'X-A': `${SECRET}\r\nb` } },
    { headers: { 'not a name': SECRET } },
  ])('refuses a header that HTTP cannot carry, %#', options => {
    expect(() => client(options)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.not.stringContaining(SECRET),
      }),
    );
  });
});
