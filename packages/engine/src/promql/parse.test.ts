import { parse } from './parse';
import { print } from './print';

function canonical(text: string): string | undefined {
  const { expression } = parse(text);
  return expression && print(expression);
}

function isDeepFrozen(value: unknown): boolean {
  return (
    typeof value !== 'object' ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isDeepFrozen))
  );
}

describe('parse and print', () => {
  it.each([
    ['sum(rate(a{b="c"}[5m]))by(x)', 'sum by (x) (rate(a{b="c"}[5m]))'],
    ['((a))+(b*c)', 'a + b * c'],
    ['(a+b)*c', '(a + b) * c'],
    ['a-(b-c)', 'a - (b - c)'],
    ['a + b offset 5m * c', 'a + b offset 5m * c'],
    ['a or b and c', 'a or b and c'],
    ['(a or b) and c', '(a or b) and c'],
    ['-1 ^ 2', '-1 ^ 2'],
    ['(-1) ^ 2', '(-1) ^ 2'],
    ['-(1 ^ 2)', '-1 ^ 2'],
    ['2 ^ -1', '2 ^ -1'],
    ['2 ^ 3 ^ 4', '2 ^ 3 ^ 4'],
    ['(2 ^ 3) ^ 4', '(2 ^ 3) ^ 4'],
    ['a[300]', 'a[5m]'],
    ['a[90m] offset -1h30m', 'a[1h30m] offset -1h30m'],
    ['a[1w]', 'a[7d]'],
    ['{__name__="a",b=\'c\'}', 'a{b="c"}'],
    ['a{b=`\\d`}', 'a{b="\\\\d"}'],
    ['a{b="\\x41\\u00e9\\303\\251"}', 'a{b="Aéé"}'],
    ['a == bool 1', 'a == bool 1'],
    ['a/on(x)group_left(y)b', 'a / on (x) group_left (y) b'],
    ['a*on(x)group_right b', 'a * on (x) group_right () b'],
    ['a*on(x)group_left()(b+c)', 'a * on (x) group_left () (b + c)'],
    ['{__name__="__proto__"}', '{__name__="__proto__"}'],
    ['{__name__="offset"}', '{__name__="offset"}'],
    ['topk(3,a)', 'topk(3, a)'],
    ['0x10 + 1_000 + 1e3 + .5', '16 + 1000 + 1000 + 0.5'],
    ['max_over_time(a[1h:5m] @ end())', 'max_over_time(a[1h:5m] @ end())'],
    ['a # comment', 'a'],
    ['{"a.b","c.d"="e"}', '{__name__="a.b","c.d"="e"}'],
    ['sum by ("c.d") ({"a.b"})', 'sum by ("c.d") ({__name__="a.b"})'],
    ['{__name__="a",__name__=~"a|b"}', '{__name__="a",__name__=~"a|b"}'],
    ['0x1F + 1e3 + Inf - NaN', '31 + 1000 + Inf - NaN'],
    ['5m30s', '330'],
    ['a / 5. + -# five\n5', 'a / 5 + -5'],
    ['010 + 08 + 0_17 + 010.', '8 + 8 + 15 + 10'],
    ['5ms + 1m2ms + 1e-3 + 5m', '0.005 + 60.002 + 0.001 + 300'],
    ['sum by (inf, without) (a)', 'sum by ("inf", "without") (a)'],
    ['a[5m30s] offset 1w2d', 'a[5m30s] offset 9d'],
    ['a[5400:90]', 'a[1h30m:1m30s]'],
    ['a @ start() offset 5m', 'a @ start() offset 5m'],
    ['a ATAN2 b AND ON(c) d', 'a atan2 b and on (c) d'],
    ['a > Bool 1', 'a > bool 1'],
    ['SUM BY (x) (a)', 'sum by (x) (a)'],
    ['sum(a) without (x)', 'sum without (x) (a)'],
    ['# first\na # and\n+ b', 'a + b'],
    ['sum by (x,) (a{b="c",})', 'sum by (x) (a{b="c"})'],
    ['rate(a[5m]) > 0.1 + 0.2', 'rate(a[5m]) > 0.1 + 0.2'],
    ['a[5m:]', 'a[5m:]'],
  ])('%s → %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  it.each([
    ['', 'invalid-promql', 1, 1],
    ['  # nothing', 'invalid-promql', 1, 12],
    ['a{b="c"', 'invalid-promql', 1, 2],
    ['sum(a)\n  + )', 'invalid-promql', 2, 5],
    ['sum(a]', 'invalid-promql', 1, 6],
    ['sum(a)\n  + ', 'invalid-promql', 2, 5],
    ['a{b=~"("} c (', 'invalid-regex', 1, 7],
    ['sum (a) rate (b)', 'invalid-promql', 1, 9],
    ['a\u00a0+ b', 'invalid-promql', 1, 2],
    ['sum by (a:b) (c)', 'invalid-promql', 1, 10],
    ['a b', 'invalid-promql', 1, 3],
    ['a = 1', 'invalid-promql', 1, 3],
    ['a && b', 'invalid-promql', 1, 3],
    ['sum(a, b, c)', 'invalid-promql', 1, 1],
    ['"abc', 'invalid-string', 1, 1],
    ['a{b="x\ny"}', 'invalid-string', 1, 5],
    ['"\\q"', 'invalid-string', 1, 1],
    ['rate(sum(a)[5m])', 'invalid-range', 1, 6],
    ['(a)[5m]', 'invalid-range', 1, 1],
    ['(a[5m]) offset 5m', 'invalid-offset', 1, 1],
    ['(a) @ 5', 'invalid-offset', 1, 1],
    ['a[0s]', 'invalid-range', 1, 3],
    ['a[1h:0s]', 'invalid-range', 1, 6],
    ['sum(a) offset 5m', 'invalid-offset', 1, 1],
    ['a offset 5m offset 1m', 'invalid-offset', 1, 1],
    ['a @ 1 @ 2', 'invalid-offset', 1, 1],
    ['a @ NaN', 'invalid-number', 1, 5],
    ['1e999', 'invalid-number', 1, 1],
    ['a{b=~"("}', 'invalid-regex', 1, 7],
    ['a{b=~"x(?=y)"}', 'invalid-regex', 1, 8],
    ['a{b=~"\\\\d("}', 'invalid-regex', 1, 6],
    ['{a=~".*"}', 'empty-selector', 1, 1],
    ['{a!="b"}', 'empty-selector', 1, 1],
    ['{}', 'empty-selector', 1, 1],
    ['a{__name__="b"}', 'two-metric-names', 1, 1],
    ['a{"b"}', 'two-metric-names', 1, 3],
    ['1 + rat(a[5m])', 'unknown-function', 1, 5],
    ['holt_winters(a[5m], 0.5, 0.5)', 'unknown-function', 1, 1],
    ['a + fill(0) b', 'unsupported-promql', 1, 5],
    ['a[5m + 1m]', 'unsupported-promql', 1, 3],
    ['a[5m] anchored', 'unsupported-promql', 1, 1],
    ['rate(a[5m]) keep_metric_names', 'metricsql', 1, 13],
    ['a default 0', 'metricsql', 1, 3],
    ['median_over_time(a[5m])', 'metricsql', 1, 1],
    ['a{b="1" or b="2"}', 'metricsql', 1, 9],
    ['rate(a[$__rate_interval])', 'grafana-variable', 1, 8],
    ['a > $limit', 'grafana-variable', 1, 5],
    ['rate(a[{{.window}}])', 'template-variable', 1, 8],
  ])('%s is refused: %s', (text, code, line, column) => {
    const { expression, diagnostics } = parse(text);
    expect(expression).toBeUndefined();
    expect(diagnostics[0]).toMatchObject({ code, position: { line, column } });
  });

  it.each([
    [
      'brackets',
      `${'('.repeat(500)}a${')'.repeat(500)}`,
      'promql-too-deep',
      201,
    ],
    ['operators', `a${' + a'.repeat(201)}`, 'promql-too-deep', 803],
    ['signs', `${'-'.repeat(100_000)}a`, 'promql-too-deep', 201],
    ['offsets', `a${' offset 1s'.repeat(1000)}`, 'invalid-offset', 1],
    ['powers', `${`${'2^'.repeat(150)}(`.repeat(150)}`, 'promql-too-deep', 998],
    [
      'sums',
      `${'('.repeat(3)}a${`${'+a'.repeat(190)})`.repeat(3)}`,
      'promql-too-deep',
      1005,
    ],
    ['characters', 'a'.repeat(140_000), 'promql-too-long', 131_073],
  ])('too many %s are refused', (_what, text, code, column) => {
    const { expression, diagnostics } = parse(text);
    expect(expression).toBeUndefined();
    expect(diagnostics[0]).toMatchObject({
      code,
      position: { line: 1, column },
    });
  });

  it('reads chains and brackets as long as it says', () => {
    const chain = parse(`a${' or sum(rate(b[5m]))'.repeat(200)}`);
    expect(chain.diagnostics).toEqual([]);
    const nested = parse(`${'abs('.repeat(199)}a${')'.repeat(199)}`);
    expect(nested.diagnostics).toEqual([]);
  });

  it('locates nodes in the text', () => {
    const { expression, locate } = parse('a +\n  rate(b[5m])');
    expect(locate(expression!)).toEqual({ line: 1, column: 3 });
    expect(expression?.kind === 'binary' && locate(expression.right)).toEqual({
      line: 2,
      column: 3,
    });
  });

  it('reads a sign as loosely as a product', () => {
    expect(parse('-1 ^ 2').expression).toMatchObject({ kind: 'unary' });
    expect(parse('-a * b').expression).toMatchObject({ kind: 'binary' });
  });

  it('gives frozen trees', () => {
    const { expression } = parse('sum by (x) (a{b="c"}) / on (x) b');
    expect(isDeepFrozen(expression)).toBe(true);
  });
});
