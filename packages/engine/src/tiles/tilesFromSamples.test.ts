import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { tilesFromSamples } from './tilesFromSamples';

const MIN = 60_000;
const HOUR = 60 * MIN;

/** Samples written as [minute, value]. */
function counter(...samples: [number, number][]): CounterSamples {
  return {
    labels: {},
    timesMs: Float64Array.from(samples, ([minute]) => minute * MIN),
    values: Float64Array.from(samples, ([, value]) => value),
  };
}

function minutes(from: number, to: number) {
  return { startMs: from * MIN, endMs: to * MIN, stepMs: MIN };
}

const U = NaN;

describe('tilesFromSamples', () => {
  it.each<{
    name: string;
    total: CounterSamples[];
    bad?: CounterSamples[];
    range: [number, number];
    wantTotal: number[];
    wantBad?: number[];
  }>([
    {
      name: 'counts the difference between a tile’s ends',
      total: [counter([0, 10], [1, 14], [2, 14], [3, 20])],
      range: [0, 3],
      wantTotal: [4, 0, 6],
      wantBad: [0, 0, 0],
    },
    {
      name: 'takes the newest sample at or before each end',
      total: [counter([-0.2, 10], [0.3, 12], [0.8, 15], [1.3, 99], [1.9, 100])],
      range: [0, 2],
      wantTotal: [5, 85],
    },
    {
      name: 'knows nothing of the tile in which scraping begins, however large the counter',
      total: [counter([1, 1e6], [2, 1e6 + 5])],
      bad: [counter([1, 2e5], [2, 2e5 + 1])],
      range: [0, 2],
      wantTotal: [U, 5],
      wantBad: [U, 1],
    },
    {
      name: 'counts the new value after a reset',
      total: [counter([0, 100], [1, 110], [2, 7], [3, 9])],
      range: [0, 3],
      wantTotal: [10, 7, 2],
    },
    {
      name: 'counts the first value of an error series that is born with its first error',
      total: [counter([0, 50], [1, 60], [2, 70])],
      bad: [counter([2, 3])],
      range: [0, 2],
      wantTotal: [10, 10],
      wantBad: [0, 3],
    },
    {
      name: 'counts the first value of a new pod',
      total: [counter([0, 50], [1, 60], [2, 70]), counter([2, 8])],
      range: [0, 2],
      wantTotal: [10, 18],
    },
    {
      name: 'counts the first values of new pods that replace the old ones between two scrapes',
      total: [counter([0, 50], [1, 60]), counter([2, 8], [3, 9])],
      range: [0, 3],
      wantTotal: [10, 8, 1],
    },
    {
      name: 'leaves a gap unknown and counts the difference in the tile of the return',
      total: [counter([0, 50], [1, 60], [21, 260], [22, 270])],
      bad: [counter([0, 1], [1, 1], [21, 5], [22, 5])],
      range: [0, 22],
      wantTotal: [10, ...Array(19).fill(U), 200, 10],
      wantBad: [0, ...Array(19).fill(U), 4, 0],
    },
    {
      name: 'counts a pod’s return although others were scraped all the time',
      total: [
        counter([0, 50], [1, 60], [2, 70], [3, 80], [4, 90]),
        counter([0, 1000], [4, 1040]),
      ],
      range: [0, 4],
      wantTotal: [10, 10, 10, 50],
    },
    {
      name: 'has no tile where only the bad series was scraped',
      total: [counter([0, 5], [1, 6])],
      bad: [counter([0, 1], [1, 1], [2, 2])],
      range: [0, 2],
      wantTotal: [1, U],
      wantBad: [0, U],
    },
    {
      name: 'does not count what was scraped after the range',
      total: [counter([0, 5], [1, 6], [2, 60])],
      range: [0, 1],
      wantTotal: [1],
    },
    {
      name: 'leaves out values that no counter has, and samples that go back in time',
      total: [counter([0, 5], [1, NaN], [1.5, Infinity], [1.6, -4], [1.8, 9])],
      bad: [counter([0, 5], [1.5, 6], [1.2, 7])],
      range: [0, 2],
      wantTotal: [U, 4],
      wantBad: [U, 1],
    },
    {
      name: 'does not know a tile with a counter whose values there are none that a counter has',
      total: [counter([0, 5], [1, 6], [2, 8], [3, 9])],
      bad: [counter([0, 1e308], [1, 1e308], [2, NaN], [3, 1]), counter([2, 0])],
      range: [0, 3],
      wantTotal: [U, U, 1],
      wantBad: [U, U, 1],
    },
    {
      name: 'does not know more events than can be counted exactly',
      total: [
        counter([0, 0], [1, 2 ** 52], [2, 2 ** 52 + 5]),
        counter([0, 0], [1, 2 ** 52], [2, 2 ** 52 + 1]),
      ],
      range: [0, 2],
      wantTotal: [U, 6],
    },
    {
      name: 'does not believe in more bad events than events',
      total: [counter([0, 5], [1, 6], [2, 8])],
      bad: [counter([0, 1], [1, 3], [2, 5])],
      range: [0, 2],
      wantTotal: [U, 2],
      wantBad: [U, 2],
    },
    {
      name: 'has no data without series',
      total: [],
      range: [0, 2],
      wantTotal: [U, U],
    },
    {
      name: 'is empty for an empty range',
      total: [],
      range: [2, 2],
      wantTotal: [],
    },
  ])('$name', ({ total, bad, range, wantTotal, wantBad }) => {
    const tiles = tilesFromSamples(
      { total, ...(bad && { bad }) },
      minutes(...range),
    );
    expect([...tiles.total]).toEqual(wantTotal);
    const noneBad = wantTotal.map(events => (Number.isNaN(events) ? U : 0));
    expect([...tiles.bad]).toEqual(wantBad ?? noneBad);
  });

  it('takes bad as what is not good', () => {
    const tiles = tilesFromSamples(
      {
        total: [counter([0, 10], [1, 20], [2, 30], [3, 40])],
        good: [counter([0, 10], [1, 19], [2, 30])],
      },
      minutes(0, 3),
    );
    expect([...tiles.bad]).toEqual([1, 0, 10]);
  });

  it('knows nothing where a counter that is always exposed has no sample', () => {
    const total = [counter([0, 10], [1, 20], [2, 30])];
    const bad = (good: CounterSamples[]) => [
      ...tilesFromSamples({ total, good, alwaysExposed: true }, minutes(0, 2))
        .bad,
    ];
    expect(bad([counter([0, 9], [1, 18])])).toEqual([1, U]);
    expect(bad([])).toEqual([U, U]);
  });

  it('bridges a gap no longer than the look-back', () => {
    const total = [counter([0, 100], [181, 400], [182, 401])];
    const read = (lookbackMs: number) => [
      ...tilesFromSamples({ total }, minutes(179, 182), { lookbackMs }).total,
    ];
    expect(read(3 * HOUR)).toEqual([U, 300, 1]);
    expect(read(3 * HOUR - 1)).toEqual([U, U, 1]);
  });

  it('never counts the whole value of a series that was away longer than the look-back', () => {
    const steady = Array.from(
      { length: 122 },
      (_, minute): [number, number] => [minute, minute],
    );
    const total = [counter(...steady), counter([0, 5000], [121, 6000])];
    const tiles = tilesFromSamples({ total }, minutes(119, 121), {
      lookbackMs: HOUR,
    });
    expect([...tiles.total]).toEqual([1, 1]);
  });

  it('leaves births out when asked', () => {
    const tiles = tilesFromSamples(
      { total: [counter([0, 50], [1, 60])], bad: [counter([1, 3])] },
      minutes(0, 1),
      { countBirths: false },
    );
    expect([...tiles.bad]).toEqual([0]);
  });

  it('reads a day of 15-second samples once', () => {
    const samples = 5_760;
    const timesMs = Float64Array.from(
      { length: samples },
      (_, i) => i * 15_000,
    );
    let reads = 0;
    const values = new Proxy(new Float64Array(samples), {
      get(target, property) {
        reads += 1;
        return Reflect.get(target, property);
      },
    });
    tilesFromSamples(
      { total: [{ labels: {}, timesMs, values }] },
      minutes(0, 1440),
    );
    expect(reads).toBeLessThanOrEqual(samples);
  });
});
