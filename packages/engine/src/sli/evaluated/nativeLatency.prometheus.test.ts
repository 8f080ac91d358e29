import {
  NativeLatencySli,
  TileRange,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { print } from '../../promql';
import { describeWithTools } from '../../promql/__testUtils__/findTool';
import {
  RealPrometheus,
  startPrometheus,
} from '../../promql/__testUtils__/realPrometheus';
import {
  NativeSeries,
  writeNativeHistograms,
} from '../../promql/__testUtils__/remoteWrite';
import { shapeQueries, tileExpressions } from '..';

const MINUTE = 60_000;
const START = Date.UTC(2025, 2, 3, 10);
const RANGE: TileRange = {
  startMs: START,
  endMs: START + 30 * MINUTE,
  stepMs: MINUTE,
};
const LAG_MS = 30_000;

/**
 * A pod that is scraped every 15 seconds between two minutes. With each scrape it has 8 observations more up to 1 s and
 * `slow` up to 4 s.
 */
function pod(
  service: string,
  name: string,
  [from, to]: readonly [number, number],
  { slow = 2, at = (scrape: number): number => scrape } = {},
): NativeSeries {
  const scrapes = (to - from) * 4;
  return {
    labels: { __name__: 'request_seconds', service, pod: name },
    samples: Array.from({ length: scrapes }, (_, scrape) => ({
      timeMs: START + from * MINUTE + 5_000 + scrape * 15_000,
      counts: { 0: 8 * at(scrape), 2: slow * at(scrape) },
    })),
  };
}

const series = [
  pod('steady', 'a', [-10, 31], { at: scrape => scrape + 100 }),
  pod('late', 'a', [10, 31], { at: scrape => scrape + 1000 }),
  pod('joined', 'a', [-10, 31]),
  pod('joined', 'b', [12, 31], { at: scrape => scrape + 3 }),
  // starts anew at minute 10
  pod('reset', 'a', [-10, 31], {
    at: scrape => (scrape < 80 ? scrape + 500 : scrape - 80),
  }),
  // goes on counting while nobody looks
  ...[pod('away', 'a', [-10, 31])].map(({ labels, samples }) => ({
    labels,
    samples: samples.filter(
      ({ timeMs }) =>
        timeMs < START + 8 * MINUTE || timeMs > START + 20 * MINUTE,
    ),
  })),
];

function sliOf(service: string, thresholdMs = 1000): NativeLatencySli {
  return {
    kind: 'native-latency',
    histogram: {
      metric: 'request_seconds',
      matchers: [{ label: 'service', op: '=', value: service }],
    },
    thresholdMs,
    unitMs: 1000,
    groupBy: [],
  };
}

const slis: Readonly<Record<string, NativeLatencySli>> = {
  steady: sliOf('steady'),
  late: sliOf('late'),
  joined: sliOf('joined'),
  reset: sliOf('reset'),
  away: sliOf('away'),
  between: sliOf('steady', 3000),
  nobody: sliOf('nobody'),
};

describeWithTools('prometheus', 'promtool')(
  'native histograms in a real Prometheus',
  () => {
    let prometheus: RealPrometheus;
    let queries: ReturnType<typeof shapeQueries>;
    const tiles = new Map<string, (readonly [number, number])[]>();
    const areForeign: boolean[] = [];

    beforeAll(async () => {
      prometheus = await startPrometheus('# EOF\n', [
        '--enable-feature=native-histograms',
        '--web.enable-remote-write-receiver',
      ]);
      await writeNativeHistograms(prometheus.url, series);
      queries = shapeQueries(
        Object.entries(slis).map(([key, sli]) => ({ key, sli })),
        { stepMs: MINUTE },
      );
      for (const query of queries) {
        const rows = await prometheus.queryRange(query.expression, {
          startMs: RANGE.startMs + MINUTE,
          endMs: RANGE.endMs,
          stepMs: MINUTE,
        });
        areForeign.push(query.hasForeign(rows));
        for (const { key, series: found } of query.answer(rows, RANGE).slis) {
          tiles.set(
            key,
            found.flatMap(({ bad, total }) =>
              Array.from(total, (all, tile) => [bad[tile], all] as const),
            ),
          );
        }
      }
    }, 60_000);

    afterAll(() => prometheus?.stop());

    const of = (key: string, from: number, to: number) =>
      tiles.get(key)?.slice(from, to);
    const UNKNOWN = [NaN, NaN];

    it('asks once for all of one threshold', () => {
      expect(queries.map(({ keys }) => keys.length).sort()).toEqual([1, 6]);
    });

    it('takes no row for one of others', () => {
      expect(areForeign).toEqual([false, false]);
    });

    it('counts the observations of each tile, and those above the threshold', () => {
      expect(tiles.get('steady')).toEqual(
        Array.from({ length: 30 }, () => [8, 40]),
      );
      expect(tiles.get('nobody')).toEqual([]);
    });

    it('interpolates where the threshold is no bound', () => {
      const [[bad, total]] = of('between', 4, 5)!;
      expect(total).toBe(40);
      expect(bad).toBeGreaterThan(0);
      expect(bad).toBeLessThan(8);
    });

    it('does not know the first scrape of a service', () => {
      expect(of('late', 9, 13)).toEqual([UNKNOWN, UNKNOWN, [8, 40], [8, 40]]);
    });

    it('counts the first value of a new pod, and the new value after a reset', () => {
      expect(of('joined', 11, 14)).toEqual([
        [8, 40],
        [8 + 2 * 6, 40 + 10 * 6],
        [16, 80],
      ]);
      expect(of('reset', 9, 12)).toEqual([
        [8, 40],
        [2 * 3, 10 * 3],
        [8, 40],
      ]);
    });

    it('counts what happened in a gap after it, and does not know the gap', () => {
      expect(of('away', 7, 9)).toEqual([[8, 40], UNKNOWN]);
      expect(of('away', 19, 22)).toEqual([UNKNOWN, [8 * 13, 40 * 13], [8, 40]]);
    });

    it.each(Object.keys(slis))('gives rules the same tiles: %s', async key => {
      const { bad, total } = tileExpressions(slis[key], {
        stepMs: MINUTE,
        lagMs: LAG_MS,
      });
      const read = async (expression: typeof bad) => {
        const [row] = await prometheus.queryRange(print(expression), {
          startMs: RANGE.startMs + MINUTE + LAG_MS,
          endMs: RANGE.endMs + LAG_MS,
          stepMs: MINUTE,
        });
        return new Map(
          row?.timesMs.map((timeMs, i) => [timeMs - LAG_MS, row.values[i]]),
        );
      };
      const [bads, totals] = [await read(bad), await read(total)];
      const recorded = Array.from({ length: 30 }, (_, tile) => {
        const at = START + (tile + 1) * MINUTE;
        return [bads.get(at) ?? NaN, totals.get(at) ?? NaN];
      });
      const known = recorded.some(([, all]) => !Number.isNaN(all));
      expect(known ? recorded : []).toEqual(tiles.get(key));
    });
  },
);
