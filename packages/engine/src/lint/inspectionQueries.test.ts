import { RatioSli, Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { parse } from '../promql';
import { INSPECTED_HOURS, inspectionQueries } from './inspectionQueries';
import { missingQueries } from './missingQueries';

const HOUR = 3_600_000;
const AT = 500_000 * HOUR + 1_234_000;
const HOSTILE = 'x"} or vector(1) or up{a="\\\n.*|payments';

function ratio(service: string): RatioSli {
  const mine = { label: 'service', op: '=', value: service } as const;
  return {
    kind: 'ratio',
    total: { metric: 'requests_total', matchers: [mine] },
    bad: {
      metric: 'requests_total',
      matchers: [mine, { label: 'status', op: '=~', value: '5..' }],
    },
    groupBy: [],
  };
}

function latency(service: string, thresholdMs: number): Sli {
  const matchers = [{ label: 'service', op: '=', value: service }] as const;
  return {
    kind: 'latency',
    bucket: { metric: 'duration_seconds_bucket', matchers },
    total: { metric: 'duration_seconds_count', matchers },
    thresholdMs,
    unitMs: 1000,
    groupBy: [],
  };
}

const row = (labels: Record<string, string>, ...values: number[]) => ({
  labels,
  timesMs: values.map((_, i) => (500_000 - INSPECTED_HOURS + 1 + i) * HOUR),
  values,
});

describe('inspectionQueries', () => {
  it('asks as often for a thousand services as for one, an hour of the week apart', () => {
    const many = Array.from({ length: 1000 }, (_, i) => ({
      key: `${i}`,
      sli: ratio(`s${i}`),
    }));
    const one = inspectionQueries(many.slice(0, 1), AT);
    const all = inspectionQueries(many, AT);
    const weeks = all.filter(({ range }) => range);
    expect(one).toHaveLength(5);
    expect(all.length - weeks.length).toBe(3);
    expect(weeks).toHaveLength(20);
    expect(weeks[0].range).toEqual({
      startMs: (500_000 - 167) * HOUR,
      endMs: 500_000 * HOUR,
      stepMs: HOUR,
    });
  });

  it('asks in PromQL that parses, whatever the values', () => {
    const requests = [{ key: 'a', sli: ratio(HOSTILE) }];
    const asked = [
      ...inspectionQueries(requests, AT),
      ...missingQueries(requests),
    ];
    for (const { expression } of asked) {
      expect(parse(expression)).toHaveProperty('expression');
    }
  });

  it('answers each SLI with its own rows', () => {
    const requests = [
      { key: 'a', sli: ratio('a') },
      { key: 'b', sli: ratio('b') },
      { key: 'same', sli: ratio('a') },
      { key: 'fast', sli: latency('a', 1000) },
    ];
    const facts = inspectionQueries(requests, AT).flatMap(query =>
      query.read(
        query.expression.includes('le')
          ? [
              row({ service: 'a', le: '1' }, 7),
              row({ service: 'a', le: '1.0' }, 2),
            ]
          : [row({ service: 'a' }, 3), row({ service: 'stranger' }, 5)],
      ),
    );
    const series = facts.flatMap(fact =>
      fact.series === undefined ? [] : [[fact.key, fact.role, fact.series]],
    );
    expect(series).toHaveLength(8);
    expect(series).toEqual(
      expect.arrayContaining([
        ['a', 'total', 3],
        ['same', 'events', 3],
        ['b', 'total', 0],
        ['b', 'events', 0],
        ['fast', 'total', 3],
        ['fast', 'events', 9],
      ]),
    );
    const hours = facts.find(
      ({ key, role, hourly }) => key === 'a' && role === 'total' && hourly,
    )?.hourly;
    expect(hours).toHaveLength(INSPECTED_HOURS);
    expect(hours?.slice(0, 2)).toEqual([3, NaN]);
  });

  it('tells the scrape interval from the series with most samples', () => {
    const facts = inspectionQueries([{ key: 'a', sli: ratio('a') }], AT)
      .filter(({ expression }) => expression.includes('count_over_time'))
      .flatMap(({ read }) => read([row({ service: 'a' }, 40)]));
    expect(facts).toEqual([
      { key: 'a', role: 'total', scrapeIntervalMs: 15_000 },
    ]);
  });
});

describe('missingQueries', () => {
  it('reads the bounds of a histogram as numbers', () => {
    const [query] = missingQueries([{ key: 'fast', sli: latency('a', 300) }]);
    const [fact] = query.read([
      row({ service: 'a', le: '+Inf' }, 9),
      row({ service: 'a', le: '0.5' }, 8),
      row({ service: 'a', le: '1.0' }, 4),
      row({ service: 'a', le: '1' }, 4),
      row({ service: 'a', le: 'hostile' }, 1),
      row({ service: 'a' }, 1),
      row({ service: 'b', le: '0.1' }, 1),
    ]);
    expect(fact.buckets).toEqual([
      { bound: 0.5, events: 8 },
      { bound: 1, events: 8 },
      { bound: Infinity, events: 9 },
    ]);
  });

  it.each([
    [[{ status: '200' }, { status: '404' }], 'value', ['200', '404']],
    [[{ other: '200' }], 'label', undefined],
    [[{ status: '503' }], undefined, undefined],
    [[], undefined, undefined],
  ])(
    'finds which values there are in place of failures: %j',
    (labels, reason, values) => {
      const [query, ...rest] = missingQueries([{ key: 'a', sli: ratio('a') }]);
      const [{ absence }] = query.read(
        labels.map(each => row({ service: 'a', ...each }, 1)),
      );
      expect(rest).toEqual([]);
      expect(absence?.reason).toBe(reason);
      expect(
        absence && 'values' in absence ? absence.values : undefined,
      ).toEqual(values);
    },
  );

  it('leaves out what the index has to tell', () => {
    const sli = ratio('a');
    const other = { metric: 'errors_total', matchers: [] };
    expect(missingQueries([{ key: 'a', sli: { ...sli, bad: other } }])).toEqual(
      [],
    );
  });
});
