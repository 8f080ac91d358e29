import { burnTrend } from './burnTrend';

const HOUR = 3_600_000;

describe('the trend of a burn', () => {
  it.each<[number | null | undefined, number | null | undefined, string]>([
    [1.26, 1, 'rising'],
    [1.25, 1, 'steady'],
    [0.75, 1, 'steady'],
    [0.74, 1, 'falling'],
    [0, 1, 'falling'],
    [40, 100, 'falling'],
    [0, 0, 'steady'],
    [0.1, 0, 'steady'],
    [0.11, 0, 'rising'],
    [0, 0.1, 'steady'],
    [0, 0.11, 'falling'],
    [null, 1, 'unknown'],
    [1, null, 'unknown'],
    [undefined, 1, 'unknown'],
    [1, undefined, 'unknown'],
  ])('of %p now and %p before is %s', (now, before, trend) => {
    const windows = [
      { windowMs: HOUR / 12, rate: 1000 },
      { windowMs: HOUR, rate: now },
      { windowMs: 24 * HOUR, rate: 0 },
      { windowMs: 72 * HOUR, rate: before },
    ];
    const burn = windows.flatMap(({ windowMs, rate }) =>
      rate === undefined ? [] : [{ windowMs, rate }],
    );
    expect(burnTrend(burn)).toBe(trend);
    expect(burnTrend([...burn].reverse())).toBe(trend);
  });

  it('is unknown of nothing', () => {
    expect(burnTrend([])).toBe('unknown');
  });
});
