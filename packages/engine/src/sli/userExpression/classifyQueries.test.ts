import {
  CounterSli,
  RatioSli,
  Selector,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import fc from 'fast-check';
import { print, quoteString, selectorOf } from '../../promql';
import { classifyQueries } from './classifyQueries';
import { UserQueries } from './userSli';
import { withWindow } from './withWindow';

function text(selector: Selector): string {
  return print(selectorOf(selector));
}

/** An SLI in one line. */
function describeExact(sli: CounterSli): string {
  const by = sli.groupBy.length > 0 ? ` by ${sli.groupBy.join(',')}` : '';
  if (sli.kind === 'latency') {
    return `${text(sli.bucket)} <= ${sli.thresholdMs} ms of ${text(
      sli.total,
    )}${by}`;
  }
  const part = sli.bad
    ? `bad ${text(sli.bad)}`
    : `good ${text(sli.good ?? sli.total)}`;
  return `${part} of ${text(sli.total)}${by}`;
}

/** What queries are classified as, in one line, and the codes of what is reported. */
function classified(queries: UserQueries): string {
  const { sli, diagnostics } = classifyQueries(queries);
  const outcome =
    sli?.kind === 'exact' ? describeExact(sli.sli) : `~${sli?.reason}`;
  const codes = diagnostics.map(({ code }) => code).join(' ');
  return codes ? `${outcome} [${codes}]` : outcome;
}

function errors(bad: string): UserQueries {
  return { ratio: { text: bad, of: 'bad' } };
}

const ALL = 'http_requests_total{job="api"}';
const BAD = 'http_requests_total{job="api",code=~"5.."}';
const OUTCOME = `bad ${BAD} of ${ALL}`;

describe('what is counted exactly', () => {
  it.each<[UserQueries, string]>([
    // Sloth: error and total queries with an open window.
    [
      {
        bad: `sum(rate(${BAD}[{{.window}}]))`,
        total: `sum(rate(${ALL}[{{ .window }}]))`,
      },
      OUTCOME,
    ],
    [
      {
        bad: `sum(rate(${BAD}[{{.window}}]))`,
        total: `sum(rate(${ALL}[{{.window}}]))`,
      },
      OUTCOME,
    ],
    [
      {
        bad: `sum(rate(req_seconds_count{a="b"}[{{.window}}])) - sum(rate(req_seconds_bucket{a="b",le="0.5"}[{{.window}}]))`,
        total: `sum(rate(req_seconds_count{a="b"}[{{.window}}]))`,
      },
      'req_seconds_bucket{a="b"} <= 500 ms of req_seconds_count{a="b"}',
    ],
    [
      errors(`sum(rate(${BAD}[{{.window}}])) / sum(rate(${ALL}[{{.window}}]))`),
      OUTCOME,
    ],
    // Pyrra: bare counters, and groups.
    [{ bad: BAD, total: ALL }, `${OUTCOME} [sli-not-summed sli-not-summed]`],
    [
      { bad: `sum by (route) (${BAD})`, total: `sum by (route) (${ALL})` },
      `${OUTCOME} by route`,
    ],
    [
      {
        good: 'sum(lat_seconds_bucket{le="1"})',
        total: 'sum(lat_seconds_count)',
      },
      'lat_seconds_bucket <= 1000 ms of lat_seconds_count',
    ],
    // OpenSLO and Nobl9: good over total, raw ratios, percentages of nothing else.
    [
      {
        good: 'sum(increase(x_total{ok="yes"}[5m]))',
        total: 'sum(increase(x_total[5m]))',
      },
      'good x_total{ok="yes"} of x_total',
    ],
    [
      {
        ratio: {
          text: 'sum(rate(x_total{ok="yes"}[$__rate_interval])) / sum(rate(x_total[$__rate_interval]))',
          of: 'good',
        },
      },
      'good x_total{ok="yes"} of x_total',
    ],
    [
      errors('1 - (sum(rate(a_total{s="ok"}[5m])) / sum(rate(a_total[5m])))'),
      'good a_total{s="ok"} of a_total',
    ],
    [
      errors(
        '(sum(rate(a_total[5m])) - sum(rate(a_total{s="ok"}[5m]))) / sum(rate(a_total[5m]))',
      ),
      'good a_total{s="ok"} of a_total',
    ],
    [
      errors(
        '1 - (1 - sum(rate(e_total[window])) / sum(rate(a_total[window])))',
      ),
      'bad e_total of a_total',
    ],
    // Guards against missing series.
    [
      errors(
        '(sum(rate(e_total[5m])) or vector(0)) / (sum(rate(a_total[5m])) > 0)',
      ),
      'bad e_total of a_total',
    ],
    [
      errors(
        'clamp_max((sum(rate(e_total[5m])) or on () vector(0)) / sum(rate(a_total[5m])), 1) or vector(0)',
      ),
      'bad e_total of a_total',
    ],
    [
      errors(
        '(sum(rate(e_total[5m])) or 0 * sum(rate(a_total[5m]))) / sum(rate(a_total[5m])) != 0',
      ),
      'bad e_total of a_total',
    ],
    // Buckets.
    [
      {
        good: 'sum by (le) (rate(h_seconds_bucket{le="0.25"}[5m]))',
        total: 'sum(rate(h_seconds_bucket{le="+Inf"}[5m]))',
      },
      'h_seconds_bucket <= 250 ms of h_seconds_bucket{le="+Inf"}',
    ],
    [
      {
        good: 'sum(rate(h_milliseconds_bucket{le=~"250|250\\\\.0"}[5m]))',
        total: 'sum(rate(h_milliseconds_count[5m]))',
      },
      'h_milliseconds_bucket <= 250 ms of h_milliseconds_count',
    ],
    [
      {
        good: 'sum(rate(h_bucket{le="5"}[5m]))',
        total: 'sum(rate(h_count[5m]))',
      },
      'good h_bucket{le=~"5|5\\\\.0"} of h_count',
    ],
    // Groups: labels that are pinned tell nothing apart.
    [
      {
        bad: 'sum by (job, route) (rate(e_total{job="a"}[5m]))',
        total: 'sum by (route, job) (rate(a_total{job="a"}[5m]))',
      },
      'bad e_total{job="a"} of a_total{job="a"} by route',
    ],
    [
      {
        bad: 'sum without (pod) (rate(e_total[5m]))',
        total: 'sum without (pod) (rate(a_total[5m]))',
      },
      'bad e_total of a_total [sli-without-ignored sli-without-ignored]',
    ],
    [
      {
        bad: 'sum(sum by (pod) (rate(e_total[5m])))',
        total: 'sum(rate(a_total[5m]))',
      },
      'bad e_total of a_total',
    ],
    // Sums of selectors that differ in one label.
    [
      {
        bad: 'sum(rate(a_total{c="500"}[5m])) + sum(rate(a_total{c=~"502|503"}[5m]))',
        total: 'sum(rate(a_total[5m]))',
      },
      'bad a_total{c=~"500|502|503"} of a_total',
    ],
    [
      {
        bad: 'sum(irate(e_total[5m]))',
        total: 'sum(irate(a_total[5m]))',
      },
      'bad e_total of a_total [sli-irate-counted sli-irate-counted]',
    ],
    [
      { bad: 'sum(failures)', total: 'sum(attempts)', isCounter: true },
      'bad failures of attempts',
    ],
  ])('%j', (queries, expected) => {
    expect(classified(queries)).toBe(expected);
  });
});

describe('what is approximate', () => {
  it.each<[UserQueries, string, string, number]>([
    [errors('slo:sli_error:ratio_rate5m{a="b"}'), 'recorded-ratio', 'ratio', 1],
    [errors('avg_over_time(up[{{.window}}])'), 'function', 'ratio', 1],
    [errors('1 - avg_over_time(probe_success[5m])'), 'function', 'ratio', 5],
    [errors('sum(rate(e_total[5m]))'), 'no-total', 'ratio', 1],
    [
      errors('100 * sum(rate(e_total[5m])) / sum(rate(a_total[5m]))'),
      'arithmetic',
      'ratio',
      5,
    ],
    [
      errors('histogram_fraction(0, 0.5, rate(h[5m]))'),
      'native-histogram',
      'ratio',
      1,
    ],
    [
      errors('sum(max_over_time(e_total[5m])) / sum(rate(a_total[5m]))'),
      'function',
      'ratio',
      5,
    ],
    [
      errors('sum(rate(e_total[5m] offset 1h)) / sum(rate(a_total[5m]))'),
      'offset',
      'ratio',
      10,
    ],
    [
      errors('sum(rate(x:e_total[1h:1m])) / sum(rate(a_total[5m]))'),
      'subquery',
      'ratio',
      10,
    ],
    [
      errors('avg(rate(e_total[5m])) / sum(rate(a_total[5m]))'),
      'aggregation',
      'ratio',
      1,
    ],
    [
      errors(
        'sum(rate(e_total[5m])) / on (a) group_left () sum(rate(a_total[5m]))',
      ),
      'join',
      'ratio',
      24,
    ],
    [
      errors('sum(rate(e_total[5m])) / sum(increase(a_total[5m]))'),
      'functions-differ',
      'ratio',
      24,
    ],
    [
      errors('sum(rate(e_total[5m])) / sum(rate(a_total[1h]))'),
      'windows-differ',
      'ratio',
      24,
    ],
    [
      errors('sum(rate({__name__=~"e_.+"}[5m])) / sum(rate(a_total[5m]))'),
      'metric-pattern',
      'ratio',
      10,
    ],
    [
      errors('sum(rate(e_total{job="$job"}[5m])) / sum(rate(a_total[5m]))'),
      'variable',
      'ratio',
      10,
    ],
    [
      { bad: 'sum(queue_depth)', total: 'sum(rate(a_total[5m]))' },
      'gauge',
      'bad',
      5,
    ],
    [
      { bad: 'sum(e_total)', total: 'sum(a_total)', isCounter: false },
      'gauge',
      'bad',
      5,
    ],
    [
      { bad: 'sum by (x) (e_total)', total: 'sum(a_total)' },
      'grouping-differs',
      'bad',
      1,
    ],
    [
      { bad: 'sum(e_total) + sum(f_total)', total: 'sum(a_total)' },
      'several-metrics',
      'bad',
      14,
    ],
    [
      {
        bad: 'sum(e_total{c="1"}) + sum(e_total{c=~"1|2"})',
        total: 'sum(a_total)',
      },
      'overlapping-sum',
      'bad',
      21,
    ],
    [
      {
        bad: 'sum(e_total{c="1"}) + sum(e_total{d="1"})',
        total: 'sum(a_total)',
      },
      'overlapping-sum',
      'bad',
      21,
    ],
    [
      { bad: 'sum(e_total + f_total)', total: 'sum(a_total)' },
      'arithmetic',
      'bad',
      13,
    ],
    [
      { bad: 'sum(a_total) - sum(b_total)', total: 'sum(c_total)' },
      'arithmetic',
      'bad',
      14,
    ],
    [
      { bad: 'sum(e_total) * 60', total: 'sum(a_total)' },
      'arithmetic',
      'bad',
      14,
    ],
  ])('%j is %s', (queries, reason, path, column) => {
    const { sli, diagnostics } = classifyQueries(queries);
    expect(sli).toMatchObject({ kind: 'approximate', reason });
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'approximate-sli',
        severity: 'warning',
        path,
        position: { line: 1, column },
      }),
    ]);
  });

  it('keeps the expressions, whose open windows can be filled in', () => {
    const { sli } = classifyQueries({
      ratio: { text: '1 - avg_over_time(up[{{.window}}])', of: 'bad' },
    });
    const ratio = sli?.kind === 'approximate' ? sli.ratio : undefined;
    expect(sli).toMatchObject({ isWindowed: true });
    expect(print(ratio!.expression)).toBe('1 - avg_over_time(up[{{.window}}])');
    expect(print(withWindow(ratio!.expression, 3_600_000))).toBe(
      '1 - avg_over_time(up[1h])',
    );
  });
});

describe('what is refused', () => {
  it.each<[UserQueries, string, string]>([
    [{ bad: 'sum(', total: 'sum(a_total)' }, 'invalid-promql', 'bad'],
    [
      { bad: 'sum(a_total[5m])', total: 'a_total' },
      'wrong-argument-type',
      'bad',
    ],
    [{ good: 'a_total', total: 'a_total[5m]' }, 'wrong-type', 'total'],
    [errors('"x"'), 'wrong-type', 'ratio'],
    [{ good: 'a_total' }, 'incomplete-sli', ''],
    [
      { good: 'a_total', bad: 'b_total', total: 'c_total' },
      'incomplete-sli',
      '',
    ],
    [{ ...errors('a / b'), total: 'c_total' }, 'incomplete-sli', ''],
    [{}, 'incomplete-sli', ''],
  ])('%j: %s', (queries, code, path) => {
    const { sli, diagnostics } = classifyQueries(queries);
    expect(sli).toBeUndefined();
    expect(diagnostics).toEqual([expect.objectContaining({ code, path })]);
  });
});

describe('classifyQueries', () => {
  it('never throws, and gives an SLI exactly when there is no error', () => {
    const piece = fc.constantFrom(
      ...['sum(', 'rate(', 'a_total', '{b="c"}', '[5m]', '[{{.window}}]', ')'],
      ...[' / ', ' - ', ' + ', '1', ' or vector(0)', ' by (x) (', ' > 0'],
    );
    const query = fc.string({ unit: piece, maxLength: 12 });
    fc.assert(
      fc.property(query, query, (bad, total) => {
        for (const queries of [{ bad, total }, errors(`${bad} / ${total}`)]) {
          const { sli, diagnostics } = classifyQueries(queries);
          const hasError = diagnostics.some(
            ({ severity }) => severity === 'error',
          );
          expect(sli === undefined).toBe(hasError);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives label values back as they are, however hostile', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), value => {
        const own = `a_total{b=${quoteString(value)}}`;
        const { sli } = classifyQueries({
          bad: `sum(rate(${own}[5m]))`,
          total: 'sum(rate(a_total[5m]))',
        });
        const isVariable = /\$\{?[A-Za-z_]|\[\[[A-Za-z_]/.test(value);
        const exact = sli?.kind === 'exact' ? (sli.sli as RatioSli) : undefined;
        expect(isVariable || exact?.bad?.matchers[0].value === value).toBe(
          true,
        );
      }),
    );
  });
});
