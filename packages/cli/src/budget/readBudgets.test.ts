import {
  ServiceSpec,
  Slo,
  TileRange,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSource, SliRequest, SliTiles } from '@nthlayer/engine';
import { BudgetRow, BudgetSlo } from './BudgetRow';
import { evaluationAt } from './evaluateSeries';
import { readBudgets } from './readBudgets';
import { slosOf } from './slosOf';

const DAY_MS = 86_400_000;
const NOW_MS = Date.parse('2026-03-01T12:00:59Z');
const NOW = { nowMs: NOW_MS, arrivedMs: NOW_MS };

function slo(name: string, durationMs: number = 30 * DAY_MS): Slo {
  const metric = { metric: 'requests_total', matchers: [] };
  return {
    name,
    displayName: name,
    description: name,
    objective: 0.99,
    window: { type: 'rolling', durationMs },
    method: 'Occurrences',
    noData: 'ignore',
    sli: { kind: 'ratio', total: metric, bad: metric, groupBy: [] },
  };
}

function tiles(
  { startMs, endMs, stepMs }: TileRange,
  counts: (startMs: number) => { bad: number; total: number },
  group: Record<string, string> = {},
): TileSeries {
  const length = (endMs - startMs) / stepMs;
  const at = (tile: number) => counts(startMs + tile * stepMs);
  return {
    group,
    startMs,
    stepMs,
    bad: Float64Array.from({ length }, (_, tile) => at(tile).bad),
    total: Float64Array.from({ length }, (_, tile) => at(tile).total),
  };
}

function source(
  answer: (request: SliRequest, range: TileRange) => Omit<SliTiles, 'key'>,
) {
  const reads: { keys: number; range: TileRange }[] = [];
  const fake: DataSource = {
    id: 'fake',
    simulated: false,
    scrapeIntervalMs: 15_000,
    async readTiles(slis, range) {
      reads.push({ keys: slis.length, range });
      return {
        queries: 1,
        slis: slis.map(each => ({ key: each.key, ...answer(each, range) })),
      };
    },
    health: async () => ({ state: 'up' }),
  };
  return { fake, reads };
}

function read(slos: readonly Slo[], from: ReturnType<typeof source>) {
  const budgets = slos.map(each => ({
    entityRef: 'component:default/shop',
    environment: 'production',
    slo: each,
    exclusions: [],
  }));
  return readAll(budgets, from);
}

async function readAll(
  slos: readonly BudgetSlo[],
  { fake }: ReturnType<typeof source>,
) {
  const rows: BudgetRow[] = [];
  const budgets = readBudgets(slos, fake, {
    at: evaluationAt(NOW, 15_000),
    signal: new AbortController().signal,
  });
  for await (const row of budgets) {
    rows.push(row);
  }
  return rows;
}

describe('evaluationAt', () => {
  it.each([
    [15_000, '2026-03-01T12:00:00Z'],
    [60_000, '2026-03-01T11:58:00Z'],
  ])('lets scrapes of every %d ms arrive first', (scrapeMs, end) => {
    const { nowMs, endMs } = evaluationAt(NOW, scrapeMs);
    expect(nowMs).toBe(NOW_MS);
    expect(endMs).toBe(Date.parse(end));
  });

  it.each([
    [29_000, '2026-03-01T12:00:00Z'],
    [30_000, '2026-03-01T11:59:00Z'],
    [900_000, '2026-03-01T11:45:00Z'],
  ])('ends before what takes %d ms to arrive', (delayMs, end) => {
    const arrivedMs = NOW_MS - delayMs;
    expect(evaluationAt({ nowMs: NOW_MS, arrivedMs }, 15_000)).toEqual({
      nowMs: NOW_MS,
      endMs: Date.parse(end),
    });
  });
});

describe('readBudgets', () => {
  it('counts exactly over the windows of an SLO', async () => {
    const endMs = Date.parse('2026-03-01T12:00:00Z');
    const hourMs = endMs - 3_600_000;
    const steady = source((_, range) => ({
      series: [
        tiles(range, startMs => ({
          bad: startMs >= hourMs ? 5 : 0,
          total: 100,
        })),
      ],
    }));
    const [{ status }] = await read([slo('availability')], steady);
    expect(steady.reads).toEqual([
      {
        keys: 1,
        range: { startMs: endMs - 30 * DAY_MS, endMs, stepMs: 60_000 },
      },
    ]);
    expect(status).toMatchObject({
      state: 'burning',
      stale: false,
      coverage: 1,
      sums: { bad: 300, total: 30 * 1440 * 100 },
      newestTileMs: endMs,
      evaluatedAtMs: NOW_MS,
    });
    expect(status.consumed).toBeCloseTo(300 / (0.01 * 4_320_000), 12);
    expect(status.burn[0].rate).toBeCloseTo(5, 12);
  });

  it('calls unknown what has no series, and why when it could not be read', async () => {
    const problem = { code: 'timeout', message: 'Slow' } as const;
    let asked = 0;
    const silent = source(() => {
      asked += 1;
      return asked === 1 ? { series: [] } : { series: [], problem };
    });
    const rows = await read([slo('a'), slo('b')], silent);
    expect(rows).toMatchObject([
      {
        status: { state: 'unknown', stale: true, remaining: null, coverage: 0 },
      },
      { status: { state: 'unknown', stale: true }, problem },
    ]);
    expect(rows[0].problem).toBeUndefined();
  });

  it('tells no traffic from no data', async () => {
    const idle = source((_, range) => ({
      series: [tiles(range, () => ({ bad: 0, total: 0 }))],
    }));
    const [{ status }] = await read([slo('a')], idle);
    expect(status).toMatchObject({
      state: 'no-traffic',
      coverage: 1,
      sli: null,
    });
  });

  it('has a row for each group', async () => {
    const grouped = source((_, range) => ({
      series: ['/a', '/b'].map((route, index) =>
        tiles(range, () => ({ bad: index, total: 10 }), { route }),
      ),
    }));
    const rows = await read([slo('a')], grouped);
    expect(
      rows.map(({ group, status }) => [group.route, status.state]),
    ).toEqual([
      ['/a', 'healthy'],
      ['/b', 'exhausted'],
    ]);
  });

  it('leaves out what the spec file excludes of an SLO in an environment', async () => {
    const all = source((_, range) => ({
      series: [tiles(range, () => ({ bad: 1, total: 10 }))],
    }));
    const { endMs } = evaluationAt(NOW, 15_000);
    const hour = { startMs: endMs - 3_600_000, endMs };
    const spec: ServiceSpec = {
      entityRef: 'component:default/shop',
      name: 'shop',
      service: 'shop',
      type: 'api',
      tier: 'low',
      environments: ['production', 'staging'],
      slos: [slo('a'), slo('b')],
      labels: {},
      dependencies: [],
      provenance: {},
      exclusions: [
        { name: 'upgrade', reason: 'database', ...hour, slos: ['a'] },
        {
          name: 'load test',
          reason: 'before the season',
          ...hour,
          environments: ['staging'],
        },
      ],
    };
    const rows = await readAll(slosOf(spec, { environments: [] }), all);
    expect(
      rows.map(row => [
        row.environment,
        row.slo.name,
        row.status.sums.excludedTiles,
      ]),
    ).toEqual([
      ['production', 'a', 60],
      ['production', 'b', undefined],
      ['staging', 'a', 60],
      ['staging', 'b', 60],
    ]);
    expect(rows[0].status.sums.total).toBe(rows[1].status.sums.total - 600);
  });

  it('reads some SLOs at a time, those of one window together', async () => {
    const quiet = source(() => ({ series: [] }));
    const slos = Array.from({ length: 60 }, (_, i) =>
      slo(`s-${i}`, (i % 2 === 0 ? 7 : 30) * DAY_MS),
    );
    const rows = await read(slos, quiet);
    expect(rows.map(row => row.slo.name)).toEqual(slos.map(({ name }) => name));
    expect(quiet.reads.map(({ keys }) => keys)).toEqual([25, 25, 5, 5]);
  });
});
