import { ServerResponse } from 'node:http';
import { RatioSli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SliRequest } from '@nthlayer/engine';
import {
  LocalServer,
  SeenRequest,
  sendJson,
  startLocalServer,
} from '../__testUtils__/localServer';
import { PrometheusDataSource } from '../dataSource/prometheusDataSource';

const AT = 1_760_400_000_000;

function request(service: string): SliRequest {
  const mine = { label: 'service', op: '=', value: service } as const;
  const sli: RatioSli = {
    kind: 'ratio',
    total: { metric: 'requests_total', matchers: [mine] },
    bad: {
      metric: 'requests_total',
      matchers: [mine, { label: 'status', op: '=', value: 'failed' }],
    },
    groupBy: [],
  };
  return { key: service, sli };
}

const vector = (
  ...rows: readonly { metric: Record<string, string>; value: string }[]
) => ({
  status: 'success',
  data: {
    resultType: 'vector',
    result: rows.map(({ metric, value }) => ({
      metric,
      value: [AT / 1000, value],
    })),
  },
});
const NO_ROWS = {
  status: 'success',
  data: { resultType: 'matrix', result: [] },
};
const names = (...data: string[]) => ({ status: 'success', data });

type Answer = (path: string, selector: string) => unknown;

/** A server without series, whose index is given. */
function emptyServer(index: Answer) {
  return (seen: SeenRequest, response: ServerResponse) => {
    const url = new URL(seen.path, 'http://host');
    if (url.pathname.endsWith('/query_range')) {
      sendJson(response, NO_ROWS);
    } else if (url.pathname.endsWith('/query')) {
      sendJson(response, vector());
    } else {
      const path = url.pathname.replace('/api/v1/', '');
      sendJson(response, index(path, url.searchParams.get('match[]') ?? ''));
    }
  };
}

describe('inspect', () => {
  let server: LocalServer | undefined;

  afterEach(async () => server?.close());

  async function inspect(
    answer: (seen: SeenRequest, response: ServerResponse) => void,
    ...services: string[]
  ) {
    server = await startLocalServer(answer);
    const source = PrometheusDataSource.create({
      id: 'test',
      url: server.url,
      scrapeIntervalMs: 15_000,
    });
    return source.inspect(services.map(request), { atMs: AT });
  }

  it('says that a metric is missing, and what the service has', async () => {
    const [{ total, problem }] = await inspect(
      emptyServer(path =>
        path === 'labels' ? names() : names('jobs_total', 'up'),
      ),
      'shop',
    );
    expect(problem).toBeUndefined();
    expect(total.absence).toEqual({
      reason: 'metric',
      metrics: ['jobs_total', 'up'],
    });
    const asked = server?.seen.map(({ path }) => decodeURIComponent(path));
    expect(asked).toContainEqual(
      expect.stringMatching(
        /^\/api\/v1\/label\/__name__\/values\?match\[\]=\{service="shop"\}&start=\d+&end=1760400000&limit=\d+$/,
      ),
    );
  });

  it('says which label has the value of the one that is missing', async () => {
    const [{ total }] = await inspect(
      emptyServer(path => {
        if (path === 'labels') {
          return names('__name__', 'app', 'job');
        }
        return path.includes('/app/') ? names('shop') : names('other');
      }),
      'shop',
    );
    expect(total.absence).toMatchObject({
      reason: 'label',
      labels: ['app', 'job'],
      holders: ['app'],
    });
  });

  it('asks the index once for what services have in common', async () => {
    const services = Array.from({ length: 50 }, (_, i) => `s${i}`);
    const found = await inspect(
      emptyServer(path => (path === 'labels' ? names('service') : names('s'))),
      ...services,
    );
    expect(found.map(({ total }) => total.absence?.reason)).toEqual(
      services.map(() => 'value'),
    );
    const values = server?.seen.filter(({ path }) =>
      path.includes('label/service/values'),
    );
    expect(values).toHaveLength(1);
  });

  it('does not trust a list that was cut', async () => {
    const many = Array.from({ length: 2_000 }, (_, i) => `other-${i}`);
    const [{ total }] = await inspect(
      emptyServer(path =>
        path === 'labels' ? names('service') : names(...many),
      ),
      'shop',
    );
    expect(total.absence).toEqual({ reason: 'gone' });
  });

  it('says nothing of more missing series than it looks for, but that it did not', async () => {
    const many = Array.from({ length: 2_000 }, (_, i) => `other-${i}`);
    const services = Array.from({ length: 400 }, (_, i) => `s${i}`);
    const found = await inspect(
      emptyServer(path =>
        path === 'labels' ? names('service') : names(...many),
      ),
      ...services,
    );
    const failed = found.filter(({ problem }) => problem);
    expect(server?.seen.length).toBeLessThan(330);
    expect(failed.length).toBeGreaterThan(50);
    expect(failed.every(({ total }) => total.absence === undefined)).toBe(true);
  });

  it('leaves out what failed and keeps what did not', async () => {
    const [{ total, events, problem }] = await inspect((seen, response) => {
      const query = seen.form.get('query') ?? '';
      if (seen.path.endsWith('query_range')) {
        sendJson(response, { status: 'error' }, 500);
      } else if (query.includes('count_over_time')) {
        response.destroy();
      } else {
        sendJson(
          response,
          vector({
            metric: query.includes('status')
              ? { service: 'shop', status: 'failed' }
              : { service: 'shop' },
            value: '4',
          }),
        );
      }
    }, 'shop');
    expect(total).toEqual({ series: 4 });
    expect(events).toEqual({ series: 4 });
    expect(problem).toBeDefined();
  });

  it.each([
    ['no list', { status: 'success', data: { a: 1 } }],
    ['other values', { status: 'success', data: [1, 2] }],
    ['a warning', { ...names('a'), warnings: ['one store did not answer'] }],
    ['an error', { status: 'error', errorType: 'execution' }],
  ])('takes %s for no answer', async (_, reply) => {
    const [{ total, problem }] = await inspect(
      emptyServer(() => reply),
      'shop',
    );
    expect(total).toEqual({ series: 0, hourly: expect.any(Array) });
    expect(problem).toBeDefined();
  });

  it.each([
    ['nothing for an empty list', { status: 'success', data: null }, 'metric'],
    [
      'a cut list for what was asked for',
      {
        ...names('service'),
        warnings: ['results truncated due to limit'],
      },
      'value',
    ],
  ])('takes %s', async (_, reply, reason) => {
    const [{ total, problem }] = await inspect(
      emptyServer(() => reply),
      'shop',
    );
    expect(problem).toBeUndefined();
    expect(total.absence?.reason).toBe(reason);
  });

  it('gives up with its caller', async () => {
    server = await startLocalServer(emptyServer(() => names()));
    const source = PrometheusDataSource.create({
      id: 'test',
      url: server.url,
      scrapeIntervalMs: 15_000,
    });
    const [{ problem }] = await source.inspect([request('shop')], {
      atMs: AT,
      signal: AbortSignal.abort(),
    });
    expect(problem).toBeDefined();
    expect(server.seen).toEqual([]);
  });
});
