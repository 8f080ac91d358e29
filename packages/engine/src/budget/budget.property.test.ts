import { Slo, TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import fc from 'fast-check';
import { sumTiles } from '../tiles';
import { burnDown } from './burnDown';
import { evaluateBudget } from './evaluateBudget';
import { sumWindow } from './sumSlices';
import { budgetWindows } from './windows';

const MIN = 60_000;
const TILES = 240;
const END = TILES * MIN;

const tile = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ bad: NaN, total: NaN }) },
  { weight: 1, arbitrary: fc.constant({ bad: 0, total: 0 }) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.nat(100), fc.nat(100))
      .map(([good, bad]) => ({ bad, total: good + bad })),
  },
);

const seriesArbitrary: fc.Arbitrary<TileSeries> = fc
  .array(tile, { minLength: TILES, maxLength: TILES })
  .map(tiles => ({
    group: {},
    startMs: 0,
    stepMs: MIN,
    bad: Float64Array.from(tiles, t => t.bad),
    total: Float64Array.from(tiles, t => t.total),
  }));

const objectives = fc.constantFrom(0, 0.5, 0.9, 0.99, 0.999, 0.9995);

function sloOf(
  objective: number,
  method: Slo['method'],
  slices?: Slo['slices'],
): Slo {
  return {
    name: 'x',
    displayName: 'x',
    description: '',
    objective,
    window: { type: 'rolling', durationMs: END },
    method,
    ...(slices && { slices }),
    noData: 'ignore',
    sli: { kind: 'ratio', total: { metric: 'm', matchers: [] }, groupBy: [] },
  };
}

function statusOf(slo: Slo, series: TileSeries) {
  const sumsOf = (window: ReturnType<typeof budgetWindows>['budget']) =>
    sumWindow(series, window, slo);
  const { budget, burn } = budgetWindows(slo, END);
  return evaluateBudget(
    slo,
    {
      budget: { ...budget, sums: sumsOf(budget) },
      burn: burn.map(window => ({ ...window, sums: sumsOf(window) })),
    },
    { nowMs: END, tickMs: MIN, newestTileMs: END },
  );
}

/** Consumed budget by the table of formulas, over plain objects and slices cut by hand. */
function oracle(
  slo: Slo,
  series: TileSeries,
  perSlice: number,
  sliceObjective: number,
) {
  const tiles = [...series.total].map((total, i) => ({
    total,
    bad: series.bad[i],
  }));
  const sum = (list: typeof tiles) =>
    list
      .filter(t => !Number.isNaN(t.total))
      .reduce((a, t) => ({ bad: a.bad + t.bad, total: a.total + t.total }), {
        bad: 0,
        total: 0,
      });
  const whole = sum(tiles);
  if (slo.method === 'Occurrences') {
    return whole.total === 0
      ? null
      : whole.bad / ((1 - slo.objective) * whole.total);
  }
  const slices: { bad: number; total: number }[] = [];
  for (let i = 0; i < tiles.length; i += perSlice) {
    slices.push(sum(tiles.slice(i, i + perSlice)));
  }
  const ratios = slices
    .filter(s => s.total > 0)
    .map(s => (s.total - s.bad) / s.total);
  if (slo.method === 'Timeslices') {
    const badSlices = ratios.filter(r => r < sliceObjective).length;
    return badSlices / ((1 - slo.objective) * slices.length);
  }
  return ratios.length === 0
    ? null
    : ratios.map(r => 1 - r).reduce((a, b) => a + b, 0) /
        ((1 - slo.objective) * ratios.length);
}

describe('error budgets, whatever the tiles', () => {
  it.each(['Occurrences', 'Timeslices', 'RatioTimeslices'] as const)(
    'follow the formula of %s',
    method => {
      fc.assert(
        fc.property(
          seriesArbitrary,
          objectives,
          fc.constantFrom(1, 5, 10),
          fc.constantFrom(0.5, 0.9),
          (series, objective, perSlice, sliceObjective) => {
            const slo = sloOf(objective, method, {
              lengthMs: perSlice * MIN,
              objective: sliceObjective,
            });
            const status = statusOf(slo, series);
            const want = oracle(slo, series, perSlice, sliceObjective);
            const { consumed, remaining } = status;
            expect(consumed === null).toBe(want === null);
            expect(consumed ?? 0).toBeCloseTo(want ?? 0, 6);
            expect(remaining).toBe(consumed === null ? null : 1 - consumed);
          },
        ),
      );
    },
  );

  it('spend everything where every event is bad', () => {
    fc.assert(
      fc.property(seriesArbitrary, objectives, (series, objective) => {
        const outage = { ...series, bad: series.total };
        const status = statusOf(sloOf(objective, 'Occurrences'), outage);
        fc.pre(status.sums.total > 0);
        expect(status.sli).toBe(0);
        expect(status.state).toBe('exhausted');
        expect(status.consumed).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('never call healthy what has no evidence, and never say NaN', () => {
    fc.assert(
      fc.property(
        seriesArbitrary,
        objectives,
        fc.nat(TILES),
        (series, objective, lost) => {
          const total = series.total.map((n, i) =>
            i >= TILES - lost ? NaN : n,
          );
          const bad = series.bad.map((n, i) => (i >= TILES - lost ? NaN : n));
          const status = statusOf(sloOf(objective, 'Occurrences'), {
            ...series,
            bad,
            total,
          });
          const unseen = [...total].slice(-60).every(Number.isNaN);
          expect(
            unseen && ['healthy', 'no-traffic'].includes(status.state),
          ).toBe(false);
          expect(status.coverage).toBe(
            [...total].filter(n => !Number.isNaN(n)).length / TILES,
          );
          expect(JSON.stringify(status)).toBe(
            JSON.stringify(status, (_, value) =>
              typeof value === 'number' && !Number.isFinite(value)
                ? 'not finite'
                : value,
            ),
          );
        },
      ),
    );
  });

  it('forecast the time at which the burn has eaten the remainder', () => {
    fc.assert(
      fc.property(seriesArbitrary, objectives, (series, objective) => {
        const slo = sloOf(objective, 'Occurrences');
        const status = statusOf(slo, series);
        status.forecast.forEach((forecast, i) => {
          const rate = status.burn[i].rate ?? 0;
          const exhausts = forecast.verdict === 'exhausts';
          expect(exhausts).toBe(rate > 1 && (status.remaining ?? 0) > 0);
          const eaten = ((forecast.exhaustsInMs ?? 0) * rate) / END;
          expect(eaten).toBeCloseTo(exhausts ? status.remaining! : 0, 9);
        });
      }),
    );
  });

  it.each(['ignore', 'good', 'bad'] as const)(
    'end their burn-down where the status stands, with missing data %s',
    noData => {
      fc.assert(
        fc.property(seriesArbitrary, objectives, (series, objective) => {
          const slo = { ...sloOf(objective, 'Occurrences'), noData };
          const status = statusOf(slo, series);
          const points = Array.from({ length: TILES / 10 }, (_, i) => {
            const startMs = i * 10 * MIN;
            const sums = sumTiles(series, startMs, startMs + 10 * MIN);
            return {
              startMs,
              bad: sums.knownTiles ? sums.bad : null,
              total: sums.knownTiles ? sums.total : null,
              coverage: sums.knownTiles / sums.expectedTiles,
            };
          });
          const chart = burnDown(slo, points, END);
          const last = chart[chart.length - 1];
          const shown = last.remaining !== null && status.sums.total > 0;
          expect(shown ? last.remaining : 0).toBeCloseTo(
            shown ? status.remaining! : 0,
            6,
          );
          chart.forEach((point, i) => {
            expect(point.remaining === null).toBe(points[i].total === null);
          });
        }),
      );
    },
  );
});
