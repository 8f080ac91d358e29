import { ConfigReader } from '@backstage/config';
import { PrometheusDataSource } from '@nthlayer/prometheus';
import { readPrometheusConfig } from './readPrometheusConfig';

const SECRET = 'canary-7c1e';
const url = 'https://prometheus.example.com/base';

function read(entry: object) {
  return readPrometheusConfig('main', new ConfigReader({ ...entry }));
}

describe('readPrometheusConfig', () => {
  it('needs a URL and nothing else', () => {
    expect(read({ url })).toEqual({
      id: 'main',
      url,
      headers: {},
      scrapeIntervalMs: 15_000,
    });
    expect(() => read({})).toThrow(/url/);
  });

  it.each([
    ['30s', 30_000],
    [{ seconds: 45 }, 45_000],
    ['PT1M', 60_000],
  ])('reads durations as %j', (duration, milliseconds) => {
    const options = read({ url, scrapeInterval: duration, timeout: duration });
    expect(options.scrapeIntervalMs).toBe(milliseconds);
    expect(options.timeoutMs).toBe(milliseconds);
  });

  it.each(['61s', 'PT2M', { minutes: 1, milliseconds: 1 }])(
    'refuses targets that are scraped every %j, and says where and why',
    scrapeInterval => {
      const message =
        /nthlayer\.dataSources: scrapeInterval of "main" .* minute by minute/;
      expect(() => read({ url, scrapeInterval })).toThrow(message);
      expect(read({ url, timeout: scrapeInterval }).timeoutMs).toBeGreaterThan(
        60_000,
      );
    },
  );

  it.each([
    ['0s', 0],
    ['60s', 60_000],
    [{ minutes: 2, seconds: 30 }, 150_000],
    ['PT15M', 900_000],
  ])('reads a delay of %j', (delay, milliseconds) => {
    const options = read({ url, delay });
    expect(options.delayMs).toBe(milliseconds);
    expect(PrometheusDataSource.create(options).delayMs).toBe(milliseconds);
  });

  it.each([
    '-1s',
    'PT-1S',
    { seconds: -1 },
    '15m 1s',
    '16m',
    { minutes: 15, milliseconds: 1 },
    '60',
    60,
    'some',
  ])('refuses a delay of %j, and says where', delay => {
    expect(() => read({ url, delay })).toThrow(
      /^nthlayer\.dataSources: delay of "main" is /,
    );
  });

  it('says where it found what is no duration', () => {
    expect(() => read({ url, timeout: 'soon' })).toThrow(
      /^nthlayer\.dataSources: timeout of "main" is no duration/,
    );
    expect(() => read({ url, timeout: '0s' })).toThrow(
      'nthlayer.dataSources: timeout of "main" must be longer than nothing',
    );
  });

  it.each([
    ['bearer', { token: SECRET }],
    ['basic', { username: 'me', password: SECRET }],
  ])('reads %s credentials', (type, fields) => {
    expect(read({ url, auth: { type, ...fields } }).auth).toEqual({
      type,
      ...fields,
    });
  });

  it('reads how many queries may be under way', () => {
    expect(read({ url, concurrency: 20 }).concurrency).toBe(20);
    expect(read({ url, maxQueryLength: 100_000 }).maxQueryLength).toBe(100_000);
  });

  it('reads headers with any name', () => {
    const headers = { 'X-Scope-OrgID': 'a|b', 'x-2-y': '1' };
    expect(read({ url, headers }).headers).toEqual(headers);
  });

  it.each<[string, object]>([
    [
      'an unknown kind of credentials',
      { url, auth: { type: 'magic', token: SECRET } },
    ],
    ['credentials without a kind', { url, auth: { token: SECRET } }],
    [
      'a kind without its credentials',
      { url, auth: { type: 'basic', password: SECRET } },
    ],
    ['a duration of nothing', { url, timeout: { seconds: 0 } }],
    ['a duration that is none', { url, scrapeInterval: 'often' }],
    ['no queries at all', { url, concurrency: 0 }],
    ['queries of nothing', { url, maxQueryLength: 100 }],
    ['half a query', { url, concurrency: 1.5 }],
    ['more queries than a server works on', { url, concurrency: 21 }],
    ['another scheme', { url: `file:///${SECRET}` }],
    ['credentials in the URL', { url: `https://me:${SECRET}@host` }],
    ['headers that are no texts', { url, headers: { a: [SECRET] } }],
    ['a header over two lines', { url, headers: { a: `${SECRET}\nb: c` } }],
  ])('refuses %s without repeating a secret', (_, entry) => {
    expect(() => PrometheusDataSource.create(read(entry))).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining(SECRET),
      }),
    );
  });
});
