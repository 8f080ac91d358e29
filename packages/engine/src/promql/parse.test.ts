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
  ])('%s → %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  it.each([
    ['', 'invalid-promql', 1, 1],
    ['a{b="c"', 'invalid-promql', 1, 8],
    ['sum(a)\n  + )', 'invalid-promql', 2, 5],
    ['rate(sum(a)[5m])', 'invalid-range', 1, 6],
    ['sum(a) offset 5m', 'invalid-offset', 1, 1],
    ['a{b=~"("}', 'invalid-regex', 1, 1],
    ['a{b=~"x(?=y)"}', 'invalid-regex', 1, 1],
    ['{a=~".*"}', 'empty-selector', 1, 1],
    ['{}', 'empty-selector', 1, 1],
    ['a + fill(0) b', 'unsupported-promql', 1, 5],
    ['a[5m + 1m]', 'unsupported-promql', 1, 3],
    ['"\\q"', 'invalid-string', 1, 1],
    [`${'('.repeat(500)}a${')'.repeat(500)}`, 'promql-too-deep', 1, 202],
    ['a'.repeat(40_000), 'promql-too-long', 1, 32_769],
  ])('%s is refused: %s', (text, code, line, column) => {
    const { expression, diagnostics } = parse(text);
    expect(expression).toBeUndefined();
    expect(diagnostics[0]).toMatchObject({ code, position: { line, column } });
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
