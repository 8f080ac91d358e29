import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { groupedTilesFromSamples } from './groupedTiles';

const range = { startMs: 0, endMs: 60_000, stepMs: 60_000 };

function counter(
  labels: Record<string, string>,
  from: number,
  to: number,
): CounterSamples {
  return {
    labels,
    timesMs: Float64Array.of(0, 60_000),
    values: Float64Array.of(from, to),
  };
}

describe('groupedTilesFromSamples', () => {
  const total = [
    counter({ route: '/a', pod: '1' }, 0, 10),
    counter({ route: '/a', pod: '2' }, 0, 20),
    counter({ route: '/b', pod: '1' }, 0, 5),
    counter({ pod: '1' }, 0, 1),
    counter({ route: '', pod: '2' }, 0, 2),
  ];
  const bad = [
    counter({ route: '/a', pod: '2' }, 0, 3),
    counter({ route: '/stranger' }, 0, 9),
  ];

  it('makes one series a group, and none for a group without a total', () => {
    const series = groupedTilesFromSamples({ total, bad }, ['route'], range);
    expect(
      series.map(({ group, bad: b, total: t }) => [group, b[0], t[0]]),
    ).toEqual([
      [{ route: '/a' }, 3, 30],
      [{ route: '/b' }, 0, 5],
      [{}, 0, 3],
    ]);
  });

  it('takes a group without good events as all bad', () => {
    const series = groupedTilesFromSamples(
      { total, good: [counter({ route: '/a' }, 0, 30)] },
      ['route'],
      range,
    );
    expect(series.map(({ bad: b }) => b[0])).toEqual([0, 5, 3]);
  });

  it('makes one series without labels to group by', () => {
    const series = groupedTilesFromSamples({ total, bad }, [], range);
    expect(series.map(s => [s.group, s.bad[0], s.total[0]])).toEqual([
      [{}, 12, 38],
    ]);
  });

  it('makes none without series', () => {
    expect(groupedTilesFromSamples({ total: [], bad }, [], range)).toEqual([]);
  });
});
