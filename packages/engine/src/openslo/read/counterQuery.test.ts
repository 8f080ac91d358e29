import { print, selectorOf } from '../../promql';
import { readCounterQuery } from './counterQuery';

function selectorIn(query: string): string {
  const read = readCounterQuery(query);
  return 'selector' in read
    ? print(selectorOf(read.selector))
    : `! ${read.problem}`;
}

const wanted = 'http_requests_total{service="a",status=~"5.."}';

describe('readCounterQuery', () => {
  it.each([
    wanted,
    `sum(${wanted})`,
    `(sum((${wanted})))`,
    `rate(${wanted}[5m])`,
    `increase(${wanted}[30d])`,
    `sum(rate(${wanted}[5m]))`,
    `sum(sum(rate(${wanted}[5m])))`,
    `sum by (service) (rate(${wanted}[5m]))`,
    `sum(rate(${wanted}[5m])) or vector(0)`,
    `sum(rate(${wanted}[5m])) or on() vector(0)`,
    `sum(rate(${wanted}[{{.window}}]))`,
    `sum(rate(${wanted}[{{ .window }}]))`,
    `sum(rate(${wanted}[$__rate_interval]))`,
    `sum(rate(${wanted}[\${window}]))`,
    `  sum(\n  rate(${wanted}[5m])\n)\n`,
  ])('reads the counters of %s', query => {
    expect(selectorIn(query)).toBe(wanted);
  });

  it('leaves texts alone that look like a window', () => {
    const query = 'a_total{path=~"/[$]x|[a]b"}';
    expect(selectorIn(query)).toBe(query);
  });

  it.each([
    ['', /not PromQL/],
    ['sum(', /not PromQL.*line 1/],
    ['a_total{x="$service"}', /label x.*variable/],
    ['a_total{x="{{ .x }}"}', /label x.*variable/],
    ['a_total{x="${x}"}', /label x.*variable/],
    ['{__name__=~"a.*"}', /no metric/],
    ['a_total + b_total', /calculates \(\+\)/],
    ['sum(a_total) - sum(b_total)', /calculates \(-\)/],
    ['a_total * 2', /calculates/],
    ['sum(a_total or vector(0))', /calculates \(or\)/],
    ['sum(a_total) or vector(1)', /calculates \(or\)/],
    ['a_total offset 5m', /offset/],
    ['a_total @ 0', /@/],
    ['rate(a_total[5m] offset 1h)', /not over one selector/],
    ['rate(a_total[5m:1m])', /not over one selector/],
    ['irate(a_total[5m])', /irate/],
    ['count(a_total)', /count/],
    ['avg(rate(a_total[5m]))', /avg/],
    ['sum by (pod) (a_total)', /split \(by\) by pod/],
    ['sum without (pod) (a_total)', /split \(without\)/],
    ['histogram_quantile(0.9, a_bucket)', /histogram_quantile/],
    ['a_total[5m]', /range/],
    ['1', /number/],
    ['-a_total', /sign|calculates/],
    [`x"} or vector(1) or up{a="`, /not PromQL/],
  ])('refuses %j and says why', (query, why) => {
    expect(selectorIn(query)).toMatch(/^! /);
    expect(selectorIn(query)).toMatch(why);
  });

  it('knows a counter from its growth', () => {
    expect(readCounterQuery('sum(a_total)')).toMatchObject({ rated: false });
    expect(readCounterQuery('sum(rate(a_total[1m]))')).toMatchObject({
      rated: true,
    });
  });
});
