import { CounterSli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { PrometheusRow } from '../client/rows';
import { readTileFromSamples } from './readTileFromSamples';
import { TileQueries } from './tileQueries';

const START = 1_700_000_040_000;
const STEP = 60_000;

const sli: CounterSli = {
  kind: 'ratio',
  total: { metric: 'all', matchers: [] },
  bad: { metric: 'failed', matchers: [] },
  groupBy: [],
};

/** What is stored of one pod's counter: its last value of the day before, its values in the tile. */
interface Pod {
  readonly before?: number;
  readonly inside?: readonly number[];
  readonly remembered?: boolean;
}

type Pods = Record<string, Pod>;

function stored(all: Pods, failed: Pods = {}) {
  const asked: [string, number][] = [];
  const rows = (
    query: string,
    timeMs: number,
    valuesOf: (pod: Pod) => readonly number[],
  ): Promise<PrometheusRow[]> => {
    asked.push([query, timeMs]);
    const found = Object.entries(query.includes('failed') ? failed : all)
      .map(([pod, of]) => ({ labels: { pod }, values: [...valuesOf(of)] }))
      .filter(({ values }) => values.length > 0);
    return Promise.resolve(
      found.map(({ labels, values }) => ({
        labels,
        timesMs: values.map((_, i) => timeMs - (values.length - 1 - i) * 1_000),
        values,
      })),
    );
  };
  const queries: TileQueries = {
    sent: 0,
    range: () => Promise.resolve([]),
    samples: (query, timeMs) =>
      rows(query, timeMs, ({ inside = [] }) => inside),
    vector: (query, timeMs) =>
      rows(query, timeMs, ({ before, remembered }) => {
        if (query.startsWith('last_over_time(')) {
          return before === undefined ? [] : [before];
        }
        return remembered ? [1] : [];
      }),
  };
  return { queries, asked };
}

async function tile(all: Pods, failed?: Pods) {
  const { queries } = stored(all, failed);
  const series = await readTileFromSamples(sli, START, STEP, queries);
  return series.map(({ bad, total }) => [bad[0], total[0]]);
}

describe('readTileFromSamples', () => {
  it.each<[string, Pods, Pods, number[][]]>([
    [
      'counts the difference of a series that came back',
      { a: { before: 4_000, inside: [4_010, 4_030] } },
      { a: { before: 5, inside: [9] } },
      [[4, 30]],
    ],
    [
      'counts the values of pods that replaced all others during the gap',
      { a: { before: 4_000 }, b: { inside: [300, 330] } },
      { a: { before: 5 }, b: { inside: [3] } },
      [[3, 330]],
    ],
    [
      'adds nothing of a series that was away for more than a day',
      {
        a: { before: 40, inside: [50] },
        b: { inside: [1_015_000, 1_015_010], remembered: true },
        c: { inside: [7] },
      },
      { b: { inside: [9_000], remembered: true } },
      [[0, 17]],
    ],
    [
      'does not know a tile before which nothing was scraped for a day',
      { b: { inside: [1_015_010], remembered: true } },
      {},
      [[NaN, NaN]],
    ],
  ])('%s', async (_, all, failed, expected) => {
    expect(await tile(all, failed)).toEqual(expected);
  });

  it('asks what it remembers only of counters with series that seem new', async () => {
    const { queries, asked } = stored(
      { a: { before: 1, inside: [2] }, b: { inside: [3] } },
      { a: { before: 1, inside: [1] } },
    );
    await readTileFromSamples(sli, START, STEP, queries);
    expect(asked.sort()).toEqual([
      ['all[1m]', START + STEP],
      ['failed[1m]', START + STEP],
      ['last_over_time(all[1d])', START],
      ['last_over_time(failed[1d])', START],
      [
        'present_over_time(all[1d:5m]) or present_over_time(all[30d:1h])',
        START,
      ],
    ]);
  });
});
