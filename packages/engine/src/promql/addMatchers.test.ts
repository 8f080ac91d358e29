import { addMatchers } from './addMatchers';
import { matcher } from './builders';
import { parse } from './parse';
import { print } from './print';
import { labelsIn, metricsIn } from './references';

function scoped(text: string): string {
  const { expression } = parse(text);
  return print(addMatchers(expression!, [matcher('service', '=', 'a"b')]));
}

describe('addMatchers', () => {
  it.each([
    ['up', 'up{service="a\\"b"}'],
    [
      'sum by (x) (rate(a{b="c"}[5m] offset 1h)) / on (x) count(d[1h:5m])',
      'sum by (x) (rate(a{b="c",service="a\\"b"}[5m] offset 1h)) / on (x) count(d{service="a\\"b"}[1h:5m])',
    ],
    ['a{service="other"}', 'a{service="other",service="a\\"b"}'],
    ['a{service="a\\"b"}', 'a{service="a\\"b"}'],
    ['vector(1) > bool 0', 'vector(1) > bool 0'],
    [
      'label_replace(a, "a", "$1", "b", "(c)")',
      'label_replace(a{service="a\\"b"}, "a", "$1", "b", "(c)")',
    ],
    [
      '-topk(scalar(k), a @ 5)',
      '-topk(scalar(k{service="a\\"b"}), a{service="a\\"b"} @ 5)',
    ],
  ])('%s', (text, expected) => {
    expect(scoped(text)).toBe(expected);
  });
});

describe('references', () => {
  const { expression } = parse(
    'sum by (x) (rate(b{y="1"}[5m])) / on (z) group_left (w) a unless {v=~"c"}',
  );

  it('lists metrics', () => {
    expect(metricsIn(expression!)).toEqual(['a', 'b']);
  });

  it('lists labels', () => {
    expect(labelsIn(expression!)).toEqual(['v', 'w', 'x', 'y', 'z']);
  });
});
