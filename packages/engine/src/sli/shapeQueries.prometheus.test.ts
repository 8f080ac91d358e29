import {
  CounterSamples,
  Sli,
  TileRange,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { describeWithTools } from '../promql/__testUtils__/findTool';
import {
  RealPrometheus,
  startPrometheus,
} from '../promql/__testUtils__/realPrometheus';
import { tilesFromSamples } from '../tiles';
import { Expression, print } from '../promql';
import { ShapeAnswer, shapeQueries, tileExpressions } from '.';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A whole hour, far from today. */
const START = Date.UTC(2025, 2, 3, 10);
const RANGE: TileRange = {
  startMs: START,
  endMs: START + 8 * HOUR,
  stepMs: MINUTE,
};
const HOSTILE = 'x"} or vector(1) or up{a="\\\n.*|payments';

interface Fixture {
  readonly metric: string;
  readonly labels: Record<string, string>;
  /** Seconds since the start, value. */
  readonly samples: readonly (readonly [number, number])[];
}

/** Samples every `every` seconds; the value grows by `step` with each. */
function counter(
  metric: string,
  labels: Record<string, string>,
  pieces: readonly {
    from: number;
    to: number;
    first: number;
    step: number;
    every?: number;
  }[],
): Fixture {
  const samples = pieces.flatMap(({ from, to, first, step, every = 15 }) =>
    Array.from(
      { length: Math.floor((to - from) / every) + 1 },
      (_, i) => [from + i * every, first + i * step] as const,
    ),
  );
  return { metric, labels, samples };
}

const requests = (
  service: string,
  status: string,
  pod: string,
  ...pieces: Parameters<typeof counter>[2]
) => counter('http_requests_total', { service, status, pod }, pieces);

/** Old enough not to be a newcomer. */
const OLD = -3600;
const END = 8 * 3600;

const fixtures: Fixture[] = [
  requests('steady', '200', 'a', {
    from: OLD + 7,
    to: END,
    first: 1000,
    step: 25,
  }),
  requests('steady', '500', 'a', { from: OLD + 7, to: END, first: 9, step: 1 }),
  requests(
    'grid',
    '200',
    'a',
    { from: OLD, to: 1200, first: 5, step: 60, every: 60 },
    { from: 3000, to: END, first: 9000, step: 60, every: 60 },
  ),
  requests('first-scrape', '200', 'a', {
    from: 3605,
    to: END,
    first: 1e6,
    step: 10,
  }),
  requests('first-scrape', '500', 'a', {
    from: 3605,
    to: END,
    first: 5e5,
    step: 1,
  }),
  requests('new-pod', '200', 'a', {
    from: OLD + 3,
    to: END,
    first: 40,
    step: 10,
  }),
  requests('new-pod', '200', 'b', { from: 3610, to: END, first: 50, step: 10 }),
  requests('late-label', '200', 'a', {
    from: OLD + 3,
    to: END,
    first: 40,
    step: 10,
  }),
  requests('late-label', '500', 'a', {
    from: 7203,
    to: END,
    first: 3,
    step: 0,
  }),
  requests(
    'reset',
    '200',
    'a',
    { from: OLD + 1, to: 5000, first: 1e6, step: 10 },
    { from: 5001, to: END, first: 4, step: 10 },
  ),
  requests('back-20m', '200', 'a', {
    from: OLD + 3,
    to: END,
    first: 40,
    step: 10,
  }),
  requests(
    'back-20m',
    '200',
    'b',
    { from: OLD + 3, to: 3600, first: 40, step: 10 },
    { from: 4800, to: END, first: 90_000, step: 10 },
  ),
  requests('back-3h', '200', 'a', {
    from: OLD + 3,
    to: END,
    first: 40,
    step: 10,
  }),
  requests(
    'back-3h',
    '200',
    'b',
    { from: OLD + 3, to: 3600, first: 40, step: 10 },
    { from: 14_410, to: END, first: 90_000, step: 10 },
  ),
  requests(
    'all-gone',
    '200',
    'a',
    { from: OLD + 3, to: 3600, first: 40, step: 10 },
    { from: 5410, to: END, first: 90_000, step: 10 },
  ),
  requests(
    'all-gone',
    '500',
    'a',
    { from: OLD + 3, to: 3600, first: 40, step: 1 },
    { from: 5410, to: END, first: 900, step: 1 },
  ),
  requests('back-30h', '200', 'a', {
    from: OLD + 3,
    to: END,
    first: 40,
    step: 10,
  }),
  requests(
    'back-30h',
    '200',
    'b',
    { from: -38 * 3600, to: -30 * 3600, first: 1e6, step: 10, every: 60 },
    { from: 14_410, to: END, first: 1_015_000, step: 10 },
  ),
  requests('restarted', '200', 'a', {
    from: OLD + 3,
    to: END,
    first: 40,
    step: 10,
  }),
  requests(
    'restarted',
    '200',
    'b',
    { from: -5 * 3600, to: 3600, first: 1e6, step: 10 },
    { from: 4052, to: END, first: 2, step: 10 },
  ),
  requests(
    'all-back-30h',
    '200',
    'a',
    { from: -38 * 3600, to: -30 * 3600, first: 1e6, step: 10, every: 60 },
    { from: 14_410, to: END, first: 1_015_000, step: 10 },
  ),
  ...(['200', '500'] as const).flatMap(status => [
    requests('replaced', status, 'a', {
      from: OLD + 3,
      to: 3600,
      first: 1e6,
      step: 10,
    }),
    requests('replaced', status, 'b', {
      from: 14_410,
      to: END,
      first: 300,
      step: 10,
    }),
    requests('replaced-30h', status, 'a', {
      from: -38 * 3600,
      to: -30 * 3600,
      first: 1e6,
      step: 10,
      every: 60,
    }),
    requests('replaced-30h', status, 'b', {
      from: 14_410,
      to: END,
      first: 300,
      step: 10,
    }),
  ]),
  requests(HOSTILE, '200', 'a', {
    from: OLD + 3,
    to: END,
    first: 40,
    step: 10,
  }),
  requests('stranger', '500', 'a', {
    from: OLD + 3,
    to: END,
    first: 1e9,
    step: 1e6,
  }),
  ...(['1.0', '+Inf'] as const).map((le, i) =>
    counter('job_seconds_bucket', { service: 'steady', le }, [
      { from: OLD + 7, to: END, first: 100, step: 20 + i },
    ]),
  ),
  counter('job_seconds_bucket', { service: 'late-label', le: '1' }, [
    { from: OLD + 7, to: END, first: 7, step: 3 },
  ]),
  ...['steady', 'late-label'].map(service =>
    counter('job_seconds_count', { service }, [
      { from: OLD + 7, to: END, first: 100, step: 21 },
    ]),
  ),
];

function escapeLabel(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
}

function openMetrics(): string {
  const metrics = [...new Set(fixtures.map(({ metric }) => metric))];
  const lines = metrics.flatMap(metric => [
    `# TYPE ${metric} unknown`,
    ...fixtures
      .filter(fixture => fixture.metric === metric)
      .flatMap(({ labels, samples }) => {
        const text = Object.entries(labels)
          .map(([name, value]) => `${name}="${escapeLabel(value)}"`)
          .join(',');
        return samples.map(
          ([second, value]) =>
            `${metric}{${text}} ${value} ${START / 1000 + second}`,
        );
      }),
  ]);
  return `${lines.join('\n')}\n# EOF\n`;
}

function availability(service: string): Sli {
  const own = { label: 'service', op: '=', value: service } as const;
  return {
    kind: 'ratio',
    total: { metric: 'http_requests_total', matchers: [own] },
    bad: {
      metric: 'http_requests_total',
      matchers: [own, { label: 'status', op: '=~', value: '5..' }],
    },
    groupBy: [],
  };
}

function latency(service: string, thresholdMs: number): Sli {
  const own = { label: 'service', op: '=', value: service } as const;
  return {
    kind: 'latency',
    bucket: { metric: 'job_seconds_bucket', matchers: [own] },
    total: { metric: 'job_seconds_count', matchers: [own] },
    thresholdMs,
    unitMs: 1000,
    groupBy: [],
  };
}

/** What the engine makes of the raw samples: the same tiles by another way. */
function fromSamples(service: string): TileSeries {
  const samplesOf = (wanted: (labels: Record<string, string>) => boolean) =>
    fixtures
      .filter(
        ({ metric, labels }) =>
          metric === 'http_requests_total' &&
          labels.service === service &&
          wanted(labels),
      )
      .map(
        ({ labels, samples }): CounterSamples => ({
          labels,
          timesMs: Float64Array.from(samples, ([s]) => START + s * 1000),
          values: Float64Array.from(samples, ([, value]) => value),
        }),
      );
  return tilesFromSamples(
    {
      total: samplesOf(() => true),
      bad: samplesOf(({ status }) => status.startsWith('5')),
    },
    RANGE,
  );
}

const services = [
  ...new Set(fixtures.map(({ labels }) => labels.service)),
].filter(service => service !== 'stranger');

describeWithTools('prometheus', 'promtool')(
  'tiles from a real Prometheus',
  () => {
    let prometheus: RealPrometheus;
    let answer: ShapeAnswer;
    let latencies: ShapeAnswer;

    async function ask(slis: Record<string, Sli>): Promise<ShapeAnswer> {
      const queries = shapeQueries(
        Object.entries(slis).map(([key, sli]) => ({ key, sli })),
        { stepMs: RANGE.stepMs },
      );
      expect(queries).toHaveLength(1);
      const rows = await prometheus.queryRange(queries[0].expression, {
        startMs: RANGE.startMs + RANGE.stepMs,
        endMs: RANGE.endMs,
        stepMs: RANGE.stepMs,
      });
      expect(queries[0].hasForeign(rows)).toBe(false);
      return queries[0].answer(rows, RANGE);
    }

    function tiles(of: ShapeAnswer, key: string): TileSeries {
      const series = of.slis.find(sli => sli.key === key)?.series ?? [];
      expect(series).toHaveLength(1);
      return series[0];
    }

    beforeAll(async () => {
      prometheus = await startPrometheus(openMetrics());
      answer = await ask(
        Object.fromEntries(services.map(name => [name, availability(name)])),
      );
      latencies = await ask({
        steady: latency('steady', 1000),
        'late-label': latency('late-label', 1000),
        'wrong-bound': latency('steady', 700),
      });
    }, 60_000);

    afterAll(() => prometheus?.stop());

    const repaired = ['back-3h', 'replaced'];
    it.each(services.filter(service => !repaired.includes(service)))(
      'equals the tiles of raw samples: %j',
      service => {
        const { bad, total } = tiles(answer, service);
        const expected = fromSamples(service);
        expect([...total]).toEqual([...expected.total]);
        expect([...bad]).toEqual([...expected.bad]);
        expect(total.some(Number.isFinite)).toBe(true);
      },
    );

    it('counts every event of a steady service', () => {
      const { bad, total } = tiles(answer, 'steady');
      expect(new Set(total)).toEqual(new Set([104]));
      expect(new Set(bad)).toEqual(new Set([4]));
    });

    it('does not know the tile of the first scrape, whatever the counters say', () => {
      const { total } = tiles(answer, 'first-scrape');
      expect([...total.slice(59, 63)]).toEqual([NaN, NaN, 44, 44]);
    });

    it('counts the first value of a new pod and of a label born late', () => {
      expect([...tiles(answer, 'new-pod').total.slice(59, 62)]).toEqual([
        40, 120, 80,
      ]);
      expect([...tiles(answer, 'late-label').bad.slice(119, 122)]).toEqual([
        0, 3, 0,
      ]);
    });

    it('counts the new value after a reset', () => {
      const { total } = tiles(answer, 'reset');
      expect([...total.slice(82, 85)]).toEqual([40, 24, 40]);
    });

    it('does not know a tile without a scrape, even one that starts at a scrape', () => {
      const { total } = tiles(answer, 'grid');
      expect([...total.slice(18, 21)]).toEqual([60, 60, NaN]);
      // Back by 50:00, the value at 20:00 was 5 + 60 × 80.
      expect([...total.slice(48, 51)]).toEqual([NaN, 9000 - 4805, 60]);
    });

    const returnStartMs = START + 4 * HOUR;

    it('lists the tiles in which a series or a whole group came back late', () => {
      expect(
        answer.repairs.map(({ key, tileStartMs }) => [key, tileStartMs]),
      ).toEqual(
        ['all-back-30h', 'back-30h', 'back-3h', 'replaced'].map(key => [
          key,
          returnStartMs,
        ]),
      );
    });

    it('leaves a return after three hours to the repair', () => {
      const { total } = tiles(answer, 'back-3h');
      expect([...total.slice(239, 242)]).toEqual([40, 40, 80]);
      expect(fromSamples('back-3h').total[240]).toBeGreaterThan(80_000);
    });

    it('never counts the whole value of a series that was away for more than a day', () => {
      const { total } = tiles(answer, 'back-30h');
      expect([...total.slice(239, 242)]).toEqual([40, 40, 80]);
    });

    describe('as a recording rule counts them', () => {
      async function recorded(service: string): Promise<TileSeries> {
        const rule = tileExpressions(availability(service), {
          stepMs: MINUTE,
          lagMs: 0,
        });
        const read = async (expression: Expression) => {
          const counts = new Float64Array(8 * 60).fill(NaN);
          const rows = await prometheus.queryRange(print(expression), {
            startMs: RANGE.startMs + MINUTE,
            endMs: RANGE.endMs,
            stepMs: MINUTE,
          });
          for (const { timesMs, values } of rows) {
            timesMs.forEach((timeMs, i) => {
              counts[(timeMs - RANGE.startMs) / MINUTE - 1] = values[i];
            });
          }
          return counts;
        };
        return {
          group: {},
          startMs: RANGE.startMs,
          stepMs: MINUTE,
          bad: await read(rule.bad),
          total: await read(rule.total),
        };
      }

      /** Tiles that a rule cannot know as well as the samples: minute, bad, total. */
      const others: Readonly<Record<string, [number, number, number]>> = {
        // up to 2.x, a sample on the edge before a gap makes a tile of no events of an unknown one
        grid: [20, 0, 0],
        'back-3h': [240, 0, 40],
        replaced: [240, NaN, NaN],
      };

      it.each(services)(
        'equals the tiles of raw samples, but for what came back late: %j',
        async service => {
          const own = await recorded(service);
          const expected = fromSamples(service);
          const [minute, bad, total] = others[service] ?? [
            0,
            expected.bad[0],
            expected.total[0],
          ];
          expected.bad[minute] = bad;
          expected.total[minute] = total;
          expect([...own.total]).toEqual([...expected.total]);
          expect([...own.bad]).toEqual([...expected.bad]);
        },
      );

      it('never counts the whole value of a series that was away for more than a day', async () => {
        const { total } = await recorded('back-30h');
        expect([...total.slice(239, 242)]).toEqual([40, 40, 80]);
      });

      it('counts what a pod counted since it restarted with the same labels after minutes', async () => {
        const { total } = await recorded('restarted');
        expect([...total.slice(59, 61), ...total.slice(66, 69)]).toEqual([
          80, 40, 40, 52, 80,
        ]);
      });
    });

    it('leaves a service that came back with other pods only to the repair', () => {
      const { bad, total } = tiles(answer, 'replaced');
      const expected = fromSamples('replaced');
      expect(total[240]).toBeNaN();
      expect([expected.bad[240], expected.total[240]]).toEqual([330, 660]);
      const others = (counts: Float64Array) =>
        counts.filter((_, tile) => tile !== 240);
      expect([...others(total)]).toEqual([...others(expected.total)]);
      expect([...others(bad)]).toEqual([...others(expected.bad)]);
    });

    it('bridges half an hour in which the whole service was gone', () => {
      const { bad, total } = tiles(answer, 'all-gone');
      expect(new Set(total.slice(60, 90))).toEqual(new Set([NaN]));
      expect(total[90]).toBeGreaterThan(80_000);
      expect(bad[90]).toBe(384);
    });

    it('reads a whole bound in both spellings', () => {
      expect(new Set(tiles(latencies, 'steady').bad)).toEqual(new Set([4]));
      expect(new Set(tiles(latencies, 'late-label').bad)).toEqual(
        new Set([72]),
      );
    });

    it('knows nothing of a bound that is no bucket', () => {
      const wrong = latencies.slis.find(({ key }) => key === 'wrong-bound');
      expect(wrong?.series).toEqual([]);
    });
  },
);
