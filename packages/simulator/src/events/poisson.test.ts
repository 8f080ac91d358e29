import { drawPoisson, isNever, poissonMean } from './poisson';
import { combine } from './random';

describe('drawPoisson', () => {
  it.each([0.01, 0.7, 5, 40, 300])('has mean and variance %d', mean => {
    const prepared = poissonMean(mean);
    const draws = 40_000;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < draws; i++) {
      const stream = combine(7, i);
      const count = drawPoisson(prepared, stream);
      sum += count;
      squares += count * count;
    }
    const average = sum / draws;
    const variance = squares / draws - average * average;
    const tolerance = 5 * Math.sqrt(mean / draws);
    expect(Math.abs(average - mean)).toBeLessThan(tolerance);
    expect(Math.abs(variance / mean - 1)).toBeLessThan(0.05 + 0.1 / mean / 10);
  });

  it('counts nothing where nothing is expected', () => {
    const none = poissonMean(0);
    for (let stream = 0; stream < 1000; stream++) {
      expect(drawPoisson(none, stream)).toBe(0);
    }
    expect(isNever(none)).toBe(true);
    expect(isNever(poissonMean(0.001))).toBe(false);
  });
});
