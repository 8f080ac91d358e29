import { badFromGood } from './badFromGood';

describe('badFromGood', () => {
  it.each([
    [7, 10, 3],
    [10, 10, 0],
    [0, 0, 0],
    [13, 10, 0],
    [14, 10, NaN],
    [4, 0, NaN],
    [10_100, 10_000, 0],
    [10_101, 10_000, NaN],
    [NaN, 10, NaN],
  ])('says of %d good ones among %d that %d are bad', (good, total, bad) => {
    expect(badFromGood(good, total)).toBe(bad);
  });
});
