import {
  Selector,
  Sli,
  TileRange,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { print } from '../../promql';
import { describeWithTools } from '../../promql/__testUtils__/findTool';
import {
  RealPrometheus,
  startPrometheus,
} from '../../promql/__testUtils__/realPrometheus';
import { MatrixRow, shapeQueries, tileExpressions } from '..';

const MINUTE = 60_000;
/** A whole hour, far from today. */
const START = Date.UTC(2025, 2, 3, 10);
const MINUTES = 40;
const RANGE: TileRange = {
  startMs: START,
  endMs: START + MINUTES * MINUTE,
  stepMs: MINUTE,
};
const LAG_MS = 30_000;

type Sample = readonly [second: number, value: number];

function every(
  seconds: number,
  phase: number,
  valueAt: (second: number) => number | undefined,
): Sample[] {
  return Array.from({ length: (MINUTES * 60) / seconds + 20 }, (_, index) => {
    const second = (index - 10) * seconds + phase;
    return [second, valueAt(second)] as const;
  }).flatMap(([second, value]) =>
    value === undefined ? [] : [[second, value] as const],
  );
}

const minuteOf = (second: number) => Math.floor(second / 60);

const series: readonly [
  metric: string,
  labels: Readonly<Record<string, string>>,
  samples: readonly Sample[],
][] = [
  // on the bounds of tiles: a sample at a bound belongs to the tile that ends there
  [
    'up',
    { job: 'a', instance: '1' },
    every(15, 0, second => Number(minuteOf(second - 1) % 10 !== 3)),
  ],
  // nothing for five minutes
  [
    'up',
    { job: 'a', instance: '2' },
    every(30, 7, second => (minuteOf(second) < 25 ? 1 : undefined)),
  ],
  [
    'up',
    { job: 'b', instance: '1' },
    every(15, 3, second =>
      minuteOf(second) >= 10 && minuteOf(second) < 15 ? undefined : 1,
    ),
  ],
  ['up', { job: 'broken', instance: '1' }, every(15, 3, () => 7)],
  [
    'queue_depth',
    { queue: 'x' },
    every(15, 5, second => (minuteOf(second) % 8 === 2 ? 150 : 20)),
  ],
  [
    'queue_depth',
    { queue: 'y' },
    every(15, 5, second => (minuteOf(second) % 8 === 5 ? NaN : 99)),
  ],
  ['queue_depth', { queue: 'z' }, every(15, 5, () => NaN)],
  ['share', { of: 'good' }, every(15, 5, () => 0.75)],
  [
    'share',
    { of: 'undefined' },
    every(15, 5, second => (minuteOf(second) % 2 === 0 ? NaN : 0.5)),
  ],
  ['share', { of: 'percent' }, every(15, 5, () => 99.5)],
  ['share', { of: 'over' }, every(15, 5, () => 1.05)],
  ['handled', { of: 'all' }, every(15, 5, second => 1000 + second * 2)],
  ['handled', { of: 'failed' }, every(15, 5, second => 1000 + second / 2)],
];

function openMetrics(): string {
  const lines = series.flatMap(([metric, labels, samples]) => {
    const text = Object.entries(labels).map(
      ([name, value]) => `${name}="${value}"`,
    );
    return samples.map(
      ([second, value]) =>
        `${metric}{${text}} ${value} ${START / 1000 + second}`,
    );
  });
  const metrics = [...new Set(series.map(([metric]) => metric))];
  return [
    ...metrics.flatMap(metric => [
      `# TYPE ${metric} unknown`,
      ...lines.filter(line => line.startsWith(`${metric}{`)),
    ]),
    '# EOF\n',
  ].join('\n');
}

function choose(metric: string, label: string, value: string): Selector {
  return { metric, matchers: [{ label, op: '=', value }] };
}

const probe = (job: string, groupBy: string[] = []): Sli => ({
  kind: 'probe',
  up: choose('up', 'job', job),
  groupBy,
});

const depth = (queue: string): Sli => ({
  kind: 'threshold',
  expression: `queue_depth{queue=~"${queue}"}`,
  op: 'lte',
  value: 100,
  groupBy: [],
});

const ratio = (of: string): Sli => ({
  kind: 'expression',
  of: 'good',
  ratio: `share{of="${of}"}`,
  reason: 'gauge',
  groupBy: [],
});

const parts: Sli = {
  kind: 'expression',
  of: 'bad',
  part: 'increase(handled{of="failed"}[{{.window}}]) * 1',
  total: 'increase(handled{of="all"}[{{.window}}]) * 1',
  reason: 'arithmetic',
  groupBy: [],
};

const slis: Readonly<Record<string, Sli>> = {
  a: probe('a'),
  b: probe('b'),
  grouped: probe('a', ['instance']),
  broken: probe('broken'),
  x: depth('x'),
  y: depth('y'),
  z: depth('z'),
  xy: depth('x|y|z'),
  good: ratio('good'),
  undefined: ratio('undefined'),
  percent: ratio('percent'),
  over: ratio('over'),
  parts,
  gone: depth('gone'),
};

type Tiles = Record<string, (string | null)[]>;

/** Tiles of each group as `bad/total`. */
function written(bad: Float64Array, total: Float64Array) {
  return Array.from(total, (all, index) =>
    Number.isNaN(all) ? null : `${bad[index]}/${all}`,
  );
}

describeWithTools('prometheus', 'promtool')(
  'tiles that are evaluated, on a real Prometheus',
  () => {
    let prometheus: RealPrometheus;
    const ledger = new Map<string, Tiles>();
    const repaired: unknown[] = [];
    const areForeign: boolean[] = [];
    let queries: ReturnType<typeof shapeQueries>;

    beforeAll(async () => {
      prometheus = await startPrometheus(openMetrics());
      queries = shapeQueries(
        Object.entries(slis).map(([key, sli]) => ({ key, sli })),
        { stepMs: MINUTE },
      );
      for (const query of queries) {
        const rows = await range(query.expression, 0);
        areForeign.push(query.hasForeign(rows));
        const { slis: answers, repairs } = query.answer(rows, RANGE);
        repaired.push(...repairs);
        for (const { key, series: groups } of answers) {
          const tiles = groups.map(({ group, bad, total }) => [
            Object.values(group).join(),
            written(bad, total),
          ]);
          ledger.set(key, Object.fromEntries(tiles));
        }
      }
    }, 60_000);

    afterAll(() => prometheus?.stop());

    function range(expression: string, lagMs: number): Promise<MatrixRow[]> {
      return prometheus.queryRange(expression, {
        startMs: RANGE.startMs + MINUTE + lagMs,
        endMs: RANGE.endMs + lagMs,
        stepMs: MINUTE,
      });
    }

    const tilesOf = (key: string, group = '') => ledger.get(key)?.[group];

    it('reads probes of one shape by one query, and nothing again', () => {
      expect(repaired).toEqual([]);
      expect(queries.map(({ keys }) => keys.join())).toContain('a,b,broken');
    });

    it('takes no row for one of others', () => {
      expect(new Set(areForeign)).toEqual(new Set([false]));
    });

    it('counts every sample of a probe in the tile where it was scraped', () => {
      const tiles = tilesOf('a')!;
      expect(tiles.slice(1, 5)).toEqual(['0/6', '0/6', '4/6', '0/6']);
      expect(tiles.slice(23, 27)).toEqual(['4/6', '0/6', '0/4', '0/4']);
    });

    it('does not know a minute without a scrape', () => {
      const tiles = tilesOf('b')!;
      expect(tiles.slice(9, 16)).toEqual([
        '0/4',
        null,
        null,
        null,
        null,
        null,
        '0/4',
      ]);
    });

    it('tells the groups of a probe apart', () => {
      expect(tilesOf('grouped', '1')?.slice(2, 5)).toEqual([
        '0/4',
        '4/4',
        '0/4',
      ]);
      expect(tilesOf('grouped', '2')?.slice(24, 26)).toEqual(['0/2', null]);
    });

    it('knows nothing of a gauge that is no probe', () => {
      expect(tilesOf('broken')).toBeUndefined();
    });

    it('judges a value once a tile, by its worst series', () => {
      expect(tilesOf('x')?.slice(1, 4)).toEqual(['0/1', '1/1', '0/1']);
      expect(tilesOf('xy')?.slice(1, 6)).toEqual([
        '0/1',
        '1/1',
        '0/1',
        '0/1',
        '0/1',
      ]);
    });

    it('takes a value that is not a number for no event, and knows nothing without a series', () => {
      expect(tilesOf('y')?.slice(4, 7)).toEqual(['0/1', '0/0', '0/1']);
      expect(new Set(tilesOf('z'))).toEqual(new Set(['0/0']));
      expect(tilesOf('gone')).toBeUndefined();
    });

    it('makes a ratio one event a tile, and refuses what is no ratio', () => {
      expect(new Set(tilesOf('good'))).toEqual(new Set(['0.25/1']));
      expect(tilesOf('undefined')?.slice(2, 4)).toEqual(['0/0', '0.5/1']);
      expect(new Set(tilesOf('over'))).toEqual(new Set(['0/1']));
      expect(tilesOf('percent')).toBeUndefined();
    });

    it('fills in windows that are left open', () => {
      const [bad, total] = tilesOf('parts')![5]!.split('/').map(Number);
      expect(bad / total).toBeCloseTo(0.25, 9);
      expect(total).toBeCloseTo(120, 9);
    });

    it.each(Object.keys(slis))(
      'gives rules the same tiles as the ledger: %s',
      async key => {
        const { bad, total } = tileExpressions(slis[key], {
          stepMs: MINUTE,
          lagMs: LAG_MS,
        });
        const found: Record<string, (string | null)[]> = {};
        const byTime = async (of: typeof bad) => {
          const rows = await range(print(of), LAG_MS);
          return new Map(
            rows.flatMap(({ labels, timesMs, values }) =>
              timesMs.map((timeMs, i) => [
                `${Object.values(labels).join()} ${timeMs - LAG_MS}`,
                values[i],
              ]),
            ),
          );
        };
        const [bads, totals] = [await byTime(bad), await byTime(total)];
        for (const [group, tiles] of Object.entries(ledger.get(key) ?? {})) {
          found[group] = tiles.map((_, tile) => {
            const at = `${group} ${START + (tile + 1) * MINUTE}`;
            return totals.has(at) ? `${bads.get(at)}/${totals.get(at)}` : null;
          });
        }
        expect(found).toEqual(ledger.get(key));
        const recorded = [...totals.keys()].length;
        const known = Object.values(found)
          .flat()
          .filter(tile => tile !== null);
        expect(recorded).toBe(known.length);
      },
    );
  },
);
