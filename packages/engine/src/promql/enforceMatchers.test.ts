import fc from 'fast-check';
import { corpus } from './__testUtils__/corpus';
import { matcher } from './builders';
import { enforceMatchers, unscopedSelectors } from './enforceMatchers';
import { parse } from './parse';
import { print } from './print';

const OWN = [matcher('service', '=', 'mine')];

function enforced(text: string, matchers = OWN) {
  const { expression, locate } = parse(text, { placeholders: 'grafana' });
  const result = enforceMatchers(expression!, matchers, locate);
  return {
    text: result.expression && print(result.expression),
    expression: result.expression,
    diagnostics: result.diagnostics,
    codes: result.diagnostics.map(({ code }) => code),
  };
}

describe('enforceMatchers', () => {
  it.each([
    ['{__name__=~".+"}', '{__name__=~".+",service="mine"}'],
    [
      'a or b or c',
      'a{service="mine"} or b{service="mine"} or c{service="mine"}',
    ],
    [
      'max_over_time((rate(a[5m]) or b)[1h:1m])',
      'max_over_time((rate(a{service="mine"}[5m]) or b{service="mine"})[1h:1m])',
    ],
    ['absent(a)', 'absent(a{service="mine"})'],
    ['a{service=~".*"}', 'a{service=~".*",service="mine"}'],
    ['a{service!=""}', 'a{service!="",service="mine"}'],
    ['a{service=~"$job"}', 'a{service=~"$job",service="mine"}'],
    ['a{service="mine"}', 'a{service="mine"}'],
    [
      'vector(scalar(a) + time())',
      'vector(scalar(a{service="mine"}) + time())',
    ],
    [
      'topk(scalar(k), a)',
      'topk(scalar(k{service="mine"}), a{service="mine"})',
    ],
    ['a offset 1d @ end()', 'a{service="mine"} offset 1d @ end()'],
    ['a unless on () b', 'a{service="mine"} unless on () b{service="mine"}'],
  ])('%s', (text, expected) => {
    expect(enforced(text)).toMatchObject({ text: expected, codes: [] });
  });

  it.each([
    ['a{service="theirs"}', 'a{service="theirs",service="mine"}', 1],
    [
      'absent(b{service!="mine"})',
      'absent(b{service!="mine",service="mine"})',
      8,
    ],
    ['b{service=~"x|y"}', 'b{service=~"x|y",service="mine"}', 1],
    ['b{service=~"mi"}', 'b{service=~"mi",service="mine"}', 1],
    ['b{service=""}', 'b{service="",service="mine"}', 1],
  ])('%s finds nothing, which is said', (text, expected, column) => {
    const { text: printed, diagnostics } = enforced(text);
    expect(printed).toBe(expected);
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'conflicting-matcher',
        severity: 'warning',
        position: { line: 1, column },
      }),
    ]);
  });

  it('compares with an enforced pattern too', () => {
    const matchers = [matcher('service', '=~', 'a|b')];
    expect(enforced('x{service="a"}', matchers).codes).toEqual([]);
    expect(enforced('x{service="c"}', matchers).codes).toEqual([
      'conflicting-matcher',
    ]);
  });

  it.each([
    ['label_replace(a, "service", "theirs", "", "")', 1],
    ['1 + label_join(a, "service", "-", "b", "c")', 5],
    ['count_values("service", a)', 1],
  ])('%s: the label is rewritten afterwards', (text, column) => {
    const { text: printed, diagnostics } = enforced(text);
    expect(printed).toContain('a{service="mine"}');
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'label-rewritten',
        severity: 'warning',
        position: { line: 1, column },
      }),
    ]);
  });

  it.each([
    ['$query', 1],
    ['sum($query) + a', 5],
    ['$metric{a="b"}', 1],
    ['rate(http_$kind[5m])', 6],
    ['a{$label="b"}', 1],
    ['a{b="${c:raw}"}', 1],
    ['info(a)', 1],
    ['info(a, {b="c"})', 1],
  ])('%s cannot be enforced', (text, column) => {
    const { expression, diagnostics } = enforced(text);
    expect(expression).toBeUndefined();
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'cannot-enforce',
        severity: 'error',
        position: { line: 1, column },
      }),
    ]);
  });

  it('does not take a variable of the same text for the value', () => {
    const dollar = [matcher('service', '=', '$x')];
    const { expression } = parse('a{service="$x"}', {
      placeholders: 'grafana',
    });
    expect(unscopedSelectors(expression!, dollar)).toHaveLength(1);
    const result = enforceMatchers(expression!, dollar);
    expect(unscopedSelectors(result.expression!, dollar)).toEqual([]);
  });

  it('reaches every selector of every expression, whatever the value', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...corpus),
        fc.string({ unit: 'binary' }),
        ([, text], value) => {
          const matchers = [matcher('service', '=', value)];
          const { expression } = parse(text);
          const result = enforceMatchers(expression!, matchers);
          const again = parse(print(result.expression!)).expression!;
          expect(unscopedSelectors(again, matchers)).toEqual([]);
        },
      ),
    );
  });
});
