import { burnRate, duration, objective, percent, sli } from './figures';

describe('figures', () => {
  it.each([
    [null, '-'],
    [1, '100 %'],
    [0, '0 %'],
    [0.99999, '99.9 %'],
    [0.4567, '45.6 %'],
    [0.0004, '<0.1 %'],
    [-0.0004, '-0.1 %'],
    [-12.5, '-1,250.0 %'],
  ])('%p of a budget is %s', (ratio, text) => {
    expect(percent(ratio, 1)).toBe(text);
  });

  it('shows objectives as they were set, and SLIs so that they never cross them', () => {
    expect(objective(0.9995)).toBe('99.95 %');
    expect(sli(0.99949999, 0.9995)).toBe('99.949 %');
    expect(sli(0.9995, 0.9995)).toBe('99.950 %');
    expect(sli(0.99999999, 0.99)).toBe('99.99 %');
    expect(sli(null, 0.99)).toBe('-');
  });

  it.each([
    [null, '-'],
    [0, '0'],
    [1, '1.00'],
    [1.000001, '1.01'],
    [0.000001, '0.01'],
    [14.4, '14.4'],
    [1234.5, '1,234.5'],
  ])('a burn rate of %p is %s', (rate, text) => {
    expect(burnRate(rate)).toBe(text);
  });

  it.each([
    [null, '-'],
    [0, '0 s'],
    [500, '<1 s'],
    [30 * 86_400_000, '30 d'],
    [8 * 3_600_000 + 12 * 60_000 + 59_000, '8 h 12 min'],
    [-45_000, '-45 s'],
  ])('%p ms are %s', (durationMs, text) => {
    expect(duration(durationMs)).toBe(text);
  });
});
