import { Slo, TileSums } from '@nthlayer/backstage-plugin-nthlayer-common';
import { evaluateBudget } from './evaluateBudget';
import { budgetWindows } from './windows';

const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;
const END = 20_000 * DAY;

const slo: Slo = {
  name: 'availability',
  displayName: 'Availability',
  description: '',
  objective: 0.999,
  window: { type: 'rolling', durationMs: 30 * DAY },
  method: 'Occurrences',
  noData: 'ignore',
  sli: { kind: 'ratio', total: { metric: 'm', matchers: [] }, groupBy: [] },
};

type Sums = { bad?: number; total?: number; known?: number };

/** Sums by window; what is left out is fully known and without traffic. */
function evaluate(
  over: Partial<Slo>,
  sums: { budget?: Sums; '1h'?: Sums; '6h'?: Sums; '1d'?: Sums; '3d'?: Sums },
  at: { ageMs?: number; tickMs?: number; newestTileMs?: number | null } = {},
) {
  const changed = { ...slo, ...over };
  const requests = budgetWindows(changed, END);
  const fill = (
    window: (typeof requests)['budget'],
    given: Sums = {},
  ): { sums: TileSums } & typeof window => {
    const expectedTiles = (window.endMs - window.startMs) / MIN;
    return {
      ...window,
      sums: {
        bad: given.bad ?? 0,
        total: given.total ?? 0,
        knownTiles: (given.known ?? 1) * expectedTiles,
        expectedTiles,
      },
    };
  };
  return evaluateBudget(
    changed,
    {
      budget: fill(requests.budget, sums.budget),
      burn: requests.burn.map((request, i) =>
        fill(request, [sums['1h'], sums['6h'], sums['1d'], sums['3d']][i]),
      ),
    },
    {
      nowMs: END + (at.ageMs ?? MIN),
      tickMs: at.tickMs ?? MIN,
      newestTileMs: at.newestTileMs === undefined ? END : at.newestTileMs,
    },
  );
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(9));
}

describe('evaluateBudget', () => {
  it('counts what is spent and what is left, exactly', () => {
    const status = evaluate({}, { budget: { bad: 250, total: 1_000_000 } });
    expect(status).toMatchObject({
      state: 'healthy',
      stale: false,
      sli: 0.99975,
      budgetEvents: 1000,
      consumed: 0.25,
      remaining: 0.75,
      remainingMs: 22.5 * DAY,
      coverage: 1,
      window: {
        startMs: END - 30 * DAY,
        endMs: END,
        lengthMs: 30 * DAY,
        resolutionMs: HOUR,
      },
    });
  });

  it.each<[string, number, Sums, string, number | null, number | null]>([
    ['an untouched budget', 0.999, { bad: 0, total: 10 }, 'healthy', 1, 1],
    [
      'the last event of the budget',
      0.999,
      { bad: 1, total: 1000 },
      'exhausted',
      0.999,
      0,
    ],
    [
      'an overspent budget, unclamped',
      0.999,
      { bad: 5, total: 1000 },
      'exhausted',
      0.995,
      -4,
    ],
    ['a total outage', 0.999, { bad: 1000, total: 1000 }, 'exhausted', 0, -999],
    [
      'a total outage against an objective of 0',
      0,
      { bad: 7, total: 7 },
      'exhausted',
      0,
      0,
    ],
    ['no traffic', 0.999, { total: 0 }, 'no-traffic', null, null],
    ['no data', 0.999, { known: 0 }, 'unknown', null, null],
    ['five nines', 0.99999, { bad: 1, total: 1e6 }, 'healthy', 0.999999, 0.9],
  ])('knows %s', (_, objective, budget, state, sli, remaining) => {
    const status = evaluate({ objective }, { budget });
    expect(status.state).toBe(state);
    expect(rounded(status.sli)).toBe(sli);
    expect(rounded(status.remaining)).toBe(remaining);
  });

  it('finds a budget exhausted by its very last event, for every usual objective', () => {
    for (const objective of [
      0.9, 0.95, 0.99, 0.995, 0.999, 0.9995, 0.9999, 0.99999,
    ]) {
      const total = 1e7;
      const budget = Math.round((1 - objective) * total);
      const at = evaluate({ objective }, { budget: { bad: budget, total } });
      expect([objective, at.state, at.remaining]).toEqual([
        objective,
        'exhausted',
        0,
      ]);
      const before = evaluate(
        { objective },
        { budget: { bad: budget - 1, total } },
      );
      expect(before.state).toBe('healthy');
    }
  });

  it.each<[string, Parameters<typeof evaluate>[1], string]>([
    ['burns in the last hour', { '1h': { bad: 11, total: 10_000 } }, 'burning'],
    ['burns over six hours', { '6h': { bad: 11, total: 10_000 } }, 'burning'],
    ['burnt yesterday', { '1d': { bad: 500, total: 10_000 } }, 'healthy'],
    [
      'spends exactly its budget',
      { '1h': { bad: 10, total: 10_000 } },
      'healthy',
    ],
    ['has not been seen in the last hour', { '1h': { known: 0 } }, 'unknown'],
    [
      'burnt and then was not seen',
      { '1h': { known: 0 }, '6h': { bad: 11, total: 10_000 } },
      'burning',
    ],
  ])('says how it is when the service %s', (_, burn, state) => {
    const status = evaluate({}, { budget: { bad: 1, total: 1e6 }, ...burn });
    expect(status.state).toBe(state);
  });

  it('is exhausted although nothing is known of the last hour', () => {
    expect(
      evaluate({}, { budget: { bad: 9, total: 10 }, '1h': { known: 0 } }).state,
    ).toBe('exhausted');
  });

  it('tells burn from no traffic and from no data', () => {
    const status = evaluate(
      {},
      {
        budget: { bad: 1, total: 1e6 },
        '1h': { bad: 125, total: 1000 },
        '6h': { total: 0 },
        '1d': { known: 0 },
        '3d': { bad: 0, total: 5 },
      },
    );
    expect(status.burn.map(({ windowMs, rate }) => [windowMs, rate])).toEqual([
      [HOUR, 125],
      [6 * HOUR, null],
      [DAY, null],
      [3 * DAY, 0],
    ]);
    expect(status.forecast).toEqual([
      {
        windowMs: HOUR,
        verdict: 'exhausts',
        exhaustsInMs: (0.999 * 30 * DAY) / 125,
      },
      { windowMs: 6 * HOUR, verdict: 'not-at-this-rate' },
      { windowMs: DAY, verdict: 'unknown' },
    ]);
  });

  it.each<[string, Sums, Sums, string]>([
    [
      'burn of 1',
      { bad: 1, total: 1e6 },
      { bad: 10, total: 10_000 },
      'not-at-this-rate',
    ],
    [
      'a spent budget',
      { bad: 1, total: 1000 },
      { bad: 0, total: 10 },
      'exhausted',
    ],
    [
      'a window of which nothing is known',
      { known: 0 },
      { known: 0 },
      'unknown',
    ],
    ['no traffic', {}, {}, 'not-at-this-rate'],
  ])('forecasts with %s', (_, budget, hour, verdict) => {
    const [forecast] = evaluate({}, { budget, '1h': hour }).forecast;
    expect(forecast).toEqual({ windowMs: HOUR, verdict });
  });

  it.each([
    ['full coverage, fresh', 1, {}, false],
    ['90 % coverage', 0.9, {}, false],
    ['less than 90 % coverage', 0.8999, {}, true],
    ['no tile', 1, { newestTileMs: null }, true],
    ['a tile three ticks old', 1, { newestTileMs: END - 3 * MIN }, false],
    ['an older tile', 1, { newestTileMs: END - 3 * MIN - 1 }, true],
    [
      'ticks of 5 min',
      1,
      { tickMs: 5 * MIN, newestTileMs: END - HOUR / 4 },
      false,
    ],
    [
      'ticks of 10 s',
      1,
      { tickMs: 10_000, newestTileMs: END - 3 * MIN },
      false,
    ],
    [
      'ticks of 10 s, late',
      1,
      { tickMs: 10_000, newestTileMs: END - 4 * MIN },
      true,
    ],
    ['a source that lags', 1, { ageMs: 11 * MIN }, false],
    ['a window of long ago', 1, { ageMs: HOUR + 1 }, true],
  ])('judges staleness by %s', (_, known, at, stale) => {
    const status = evaluate({}, { budget: { total: 1, known } }, at);
    expect(status.stale).toBe(stale);
  });

  it.each<[Slo['noData'], Sums, number | null, string]>([
    ['ignore', { bad: 1, total: 10_000, known: 0.5 }, 0.1, 'healthy'],
    ['good', { bad: 1, total: 10_000, known: 0.5 }, 0.05, 'healthy'],
    ['bad', { bad: 1, total: 10_000, known: 0.5 }, 500.05, 'exhausted'],
    ['ignore', { known: 0 }, null, 'unknown'],
    ['good', { known: 0 }, 0, 'healthy'],
    ['bad', { known: 0 }, 1000, 'exhausted'],
    ['good', {}, null, 'no-traffic'],
    ['bad', {}, null, 'no-traffic'],
  ])('takes missing data as %s, %j', (noData, budget, consumed, state) => {
    const status = evaluate({ noData }, { budget });
    expect(status.state).toBe(state);
    expect(rounded(status.consumed)).toBe(rounded(consumed));
  });

  it.each<[Slo['noData'], Sums, number | null]>([
    ['ignore', { bad: 4, total: 8640, known: 0.5 }, 4 / 8.64],
    ['good', { bad: 4, total: 8640, known: 0.5 }, 4 / 8.64],
    ['bad', { bad: 4, total: 8640, known: 0.5 }, (4 / 8640 + 0.5) / 0.001],
    ['ignore', { bad: 0, total: 8640, known: 0 }, null],
  ])(
    'with Timeslices takes missing slices as %s',
    (noData, budget, consumed) => {
      const status = evaluate({ method: 'Timeslices', noData }, { budget });
      expect(rounded(status.consumed)).toBe(rounded(consumed));
    },
  );
});
