import { joinTiles } from './joinTiles';

const U = NaN;

function part(
  startMs: number,
  total: number[],
  group: Record<string, string> = {},
) {
  return {
    group,
    startMs,
    stepMs: 10,
    total: Float64Array.from(total),
    bad: Float64Array.from(total, events => events / 10),
  };
}

describe('joinTiles', () => {
  const range = { startMs: 100, endMs: 150, stepMs: 10 };

  it('fills the range, leaves holes unknown, and lets the last known part count', () => {
    const [series] = joinTiles(
      [
        part(100, [10, U]),
        part(130, [40, U]),
        part(100, [U, 0]),
        part(130, [50]),
      ],
      range,
    );
    expect([...series.total]).toEqual([10, 0, U, 50, U]);
    expect([...series.bad]).toEqual([1, 0, U, 5, U]);
    expect(series).toMatchObject({ startMs: 100, stepMs: 10, group: {} });
  });

  it('keeps groups apart, whatever the order of their labels', () => {
    const joined = joinTiles(
      [
        part(100, [1], { a: '1', b: '2' }),
        part(110, [2], { b: '2', a: '1' }),
        part(100, [3], { a: '1' }),
        part(100, [4], { a: '1","b":"2' }),
      ],
      range,
    );
    expect(joined.map(({ total }) => [...total.slice(0, 2)])).toEqual([
      [1, 2],
      [3, U],
      [4, U],
    ]);
  });

  it('makes nothing of nothing', () => {
    expect(joinTiles([], range)).toEqual([]);
  });
});
