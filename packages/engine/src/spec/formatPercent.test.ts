import { formatPercent } from './formatPercent';

it.each([
  [0.9995, '99.95 %'],
  [0.999, '99.9 %'],
  [0.99, '99 %'],
  [0.995, '99.5 %'],
  [0.57, '57 %'],
  [0.999999, '99.9999 %'],
  [0, '0 %'],
])('prints %d as %s', (ratio, expected) => {
  expect(formatPercent(ratio)).toBe(expected);
});
