import * as fc from 'fast-check';
import { sumTiles } from '../tiles';
import { excludeSums } from './excludeSums';
import { excludeTiles } from './excludeTiles';

const MINUTE_MS = 60_000;

const tile = fc.oneof(
  fc.constant({ bad: NaN, total: NaN }),
  fc.record({ bad: fc.nat(9), total: fc.integer({ min: 9, max: 99 }) }),
);

function seriesOf(tiles: readonly { bad: number; total: number }[]) {
  return {
    group: {},
    startMs: 0,
    stepMs: MINUTE_MS,
    bad: Float64Array.from(tiles, ({ bad }) => bad),
    total: Float64Array.from(tiles, ({ total }) => total),
  };
}

describe('what is excluded', () => {
  it('is neither counted nor expected, and said', () => {
    const sums = { bad: 5, total: 100, knownTiles: 9, expectedTiles: 10 };
    const excluded = { bad: 4, total: 20, knownTiles: 1, expectedTiles: 2 };
    expect(excludeSums(sums, excluded)).toEqual({
      bad: 1,
      total: 80,
      knownTiles: 8,
      expectedTiles: 8,
      excludedTiles: 2,
    });
  });

  it('leaves nothing known of what never was', () => {
    const sums = { bad: 0, total: 0, knownTiles: 0, expectedTiles: 10 };
    const excluded = { bad: 0, total: 0, knownTiles: 4, expectedTiles: 4 };
    expect(excludeSums(sums, excluded)).toMatchObject({
      knownTiles: 0,
      expectedTiles: 6,
    });
  });

  it('leaves the sums alone where nothing is', () => {
    const sums = { bad: 5, total: 100, knownTiles: 9, expectedTiles: 10 };
    const nothing = { bad: 0, total: 0, knownTiles: 0, expectedTiles: 0 };
    expect(excludeSums(sums, nothing)).toBe(sums);
  });

  it('is what the remaining tiles add up to', () => {
    fc.assert(
      fc.property(
        fc.array(tile, { minLength: 1, maxLength: 40 }),
        fc.nat(40),
        fc.nat(40),
        (tiles, a, b) => {
          const from = Math.min(a, b, tiles.length);
          const to = Math.min(Math.max(a, b), tiles.length);
          const sum = (part: typeof tiles) =>
            sumTiles(seriesOf(part), 0, part.length * MINUTE_MS);
          const { excludedTiles = 0, ...rest } = excludeSums(
            sum(tiles),
            sum(tiles.slice(from, to)),
          );
          expect(excludedTiles).toBe(to - from);
          expect(rest).toEqual(
            sum([...tiles.slice(0, from), ...tiles.slice(to)]),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is a tile without traffic where slices are judged', () => {
    const series = seriesOf([
      { bad: 1, total: 1 },
      { bad: NaN, total: NaN },
      { bad: 2, total: 3 },
    ]);
    const { bad, total } = excludeTiles(series, [
      { startMs: -MINUTE_MS, endMs: 2 * MINUTE_MS },
    ]);
    expect([...bad]).toEqual([0, 0, 2]);
    expect([...total]).toEqual([0, 0, 3]);
    expect([...series.bad]).toEqual([1, NaN, 2]);
  });
});
