import { Selector } from '@nthlayer/backstage-plugin-nthlayer-common';
import { counterSelector } from '../../sli/sampleSelectors';
import { countersOf } from '../../sli/sliCounters';
import { latencySli } from './latencySli';
import { readCounterQuery } from './counterQuery';

function selector(query: string): Selector {
  const read = readCounterQuery(query);
  if ('problem' in read) {
    throw new Error(read.problem);
  }
  return read.selector;
}

const sli = (good: string, total: string) =>
  latencySli(selector(good), selector(total));

describe('latencySli', () => {
  it.each([
    ['x_seconds_bucket{a="b",le="0.25"}', 'x_seconds_count{a="b"}', 250, 1000],
    ['x_seconds_bucket{le="1"}', 'x_seconds_count', 1000, 1000],
    ['x_seconds_bucket{le="1.0"}', 'x_seconds_count', 1000, 1000],
    ['x_seconds_bucket{le=~"1|1\\\\.0"}', 'x_seconds_count', 1000, 1000],
    ['x_seconds_bucket{le="0.3"}', 'x_seconds_bucket{le="+Inf"}', 300, 1000],
    ['x_milliseconds_bucket{le="250"}', 'x_milliseconds_count', 250, 1],
    ['x_ms_bucket{le="2.5e2"}', 'x_ms_count', 250, 1],
    [
      'x_seconds_bucket{le="1",a="b",c!="d"}',
      'x_seconds_count{c!="d",a="b"}',
      1000,
      1000,
    ],
  ])('reads %s over %s', (good, total, thresholdMs, unitMs) => {
    const found = sli(good, total);
    expect(found).toMatchObject({ kind: 'latency', thresholdMs, unitMs });
    expect(found?.bucket.matchers.map(({ label }) => label)).not.toContain(
      'le',
    );
    expect(found?.total.metric).toMatch(/_count$/);
  });

  it.each([
    ['x_seconds_bucket{le="1",a="b"}', 'x_seconds_count{a="c"}'],
    ['x_seconds_bucket{le="1",a="b"}', 'x_seconds_count'],
    ['x_seconds_bucket{le="1"}', 'y_seconds_count'],
    ['x_seconds_bucket{le="1"}', 'x_seconds_bucket'],
    ['x_seconds_bucket{le="+Inf"}', 'x_seconds_count'],
    ['x_seconds_bucket{le="0"}', 'x_seconds_count'],
    ['x_seconds_bucket{le="a"}', 'x_seconds_count'],
    ['x_seconds_bucket{le!="1"}', 'x_seconds_count'],
    ['x_seconds_bucket{le=~"1|2"}', 'x_seconds_count'],
    ['x_seconds_bucket{le="1",le="2"}', 'x_seconds_count'],
    ['x_seconds_bucket', 'x_seconds_count'],
    ['x_bucket{le="1"}', 'x_count'],
  ])('takes %s over %s for no latency', (good, total) => {
    expect(sli(good, total)).toBeUndefined();
  });

  it.each([250, 1000, 2500, 5000])('reads its own bucket back: %d ms', ms => {
    const made = {
      kind: 'latency',
      bucket: selector('x_seconds_bucket{a="b"}'),
      total: selector('x_seconds_count{a="b"}'),
      thresholdMs: ms,
      unitMs: 1000,
      groupBy: [],
    } as const;
    const { events, total } = countersOf(made);
    const { metric = '', matchers } = counterSelector(events);
    expect(latencySli({ metric, matchers }, total.selector)).toEqual(made);
  });
});
