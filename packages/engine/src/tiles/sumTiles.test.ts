import { sumTiles } from './sumTiles';

const MIN = 60_000;

describe('sumTiles', () => {
  const series = {
    group: {},
    startMs: 10 * MIN,
    stepMs: MIN,
    bad: Float64Array.of(1, NaN, 0, 2),
    total: Float64Array.of(10, NaN, 0, 5),
  };

  it.each([
    [
      'all of it',
      10,
      14,
      { bad: 3, total: 15, knownTiles: 3, expectedTiles: 4 },
    ],
    ['a part', 12, 14, { bad: 2, total: 5, knownTiles: 2, expectedTiles: 2 }],
    [
      'an unknown tile',
      11,
      12,
      { bad: 0, total: 0, knownTiles: 0, expectedTiles: 1 },
    ],
    [
      'beyond both ends',
      0,
      20,
      { bad: 3, total: 15, knownTiles: 3, expectedTiles: 20 },
    ],
    [
      'elsewhere',
      20,
      25,
      { bad: 0, total: 0, knownTiles: 0, expectedTiles: 5 },
    ],
    ['nothing', 12, 12, { bad: 0, total: 0, knownTiles: 0, expectedTiles: 0 }],
  ])('sums %s', (_, from, to, want) => {
    expect(sumTiles(series, from * MIN, to * MIN)).toEqual(want);
  });

  it('counts coverage in base tiles, whatever the step', () => {
    const hours = { ...series, startMs: 0, stepMs: 60 * MIN };
    expect(sumTiles(hours, 0, 240 * MIN)).toEqual({
      bad: 3,
      total: 15,
      knownTiles: 180,
      expectedTiles: 240,
    });
  });
});
