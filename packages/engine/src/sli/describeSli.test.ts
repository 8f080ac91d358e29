import { CounterSli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { describeSli, sampleQueries } from '.';

const service = { label: 'service', op: '=', value: 'a"b' } as const;

const latency = (thresholdMs: number, unitMs: number): CounterSli => ({
  kind: 'latency',
  bucket: { metric: 'seconds_bucket', matchers: [service] },
  total: { metric: 'seconds_count', matchers: [service] },
  thresholdMs,
  unitMs,
  groupBy: ['zone'],
});

describe('describeSli', () => {
  it('shows the counters of a ratio', () => {
    expect(
      describeSli({
        kind: 'ratio',
        total: { metric: 'all', matchers: [service] },
        bad: { metric: 'failed', matchers: [service] },
        groupBy: [],
      }),
    ).toEqual({
      bad: 'failed{service="a\\"b"}',
      total: 'all{service="a\\"b"}',
    });
  });

  it('shows bad as total without good', () => {
    expect(describeSli(latency(250, 1000)).bad).toBe(
      'sum by (zone) (seconds_count{service="a\\"b"}) - sum by (zone) (seconds_bucket{service="a\\"b",le="0.25"})',
    );
  });
});

describe('sampleQueries', () => {
  it.each([
    [250, 1000, 'le="0.25"'],
    [2000, 1000, 'le=~"2|2\\\\.0"'],
    [250, 1, 'le=~"250|250\\\\.0"'],
    [100, 1000, 'le="0.1"'],
  ])('%d ms of a metric with %d ms a unit: %s', (thresholdMs, unitMs, le) => {
    const { total, good, bad } = sampleQueries(
      latency(thresholdMs, unitMs),
      60_000,
    );
    const bucket = `seconds_bucket{service="a\\"b",${le}}`;
    expect(good).toMatchObject({
      before: `last_over_time(${bucket}[1d])`,
      inside: `${bucket}[1m]`,
      remembered: `present_over_time(${bucket}[1d:5m]) or present_over_time(${bucket}[30d:1h])`,
    });
    expect(total.inside).toBe('seconds_count{service="a\\"b"}[1m]');
    expect(bad).toBeUndefined();
  });

  it.each<[string, Record<string, string>, boolean]>([
    ['chooses its series', { service: 'a"b', le: '2', pod: '1' }, false],
    ['knows both spellings of a bound', { service: 'a"b', le: '2.0' }, false],
    [
      'knows its name',
      { __name__: 'seconds_bucket', service: 'a"b', le: '2' },
      false,
    ],
    [
      'is not that of another metric',
      { __name__: 'up', service: 'a"b', le: '2' },
      true,
    ],
    ['is not that of another service', { service: 'c', le: '2' }, true],
    ['is not that of no service', { le: '2' }, true],
    ['is not another bucket', { service: 'a"b', le: '4' }, true],
  ])('%s', (_, labels, isForeign) => {
    const { good } = sampleQueries(latency(2000, 1000), 60_000);
    const own = { service: 'a"b', le: '2' };
    expect(good?.hasForeign([{ labels: own }, { labels }])).toBe(isForeign);
  });
});
