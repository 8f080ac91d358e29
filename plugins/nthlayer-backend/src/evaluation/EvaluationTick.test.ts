import { mockServices } from '@backstage/backend-test-utils';
import { Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec, serviceOf } from '../__testUtils__/examples';
import { ledgerTotals } from '../__testUtils__/ledgerTotals';
import { countsOfTime } from '../__testUtils__/countsOfTime';
import { tileSeries } from '../__testUtils__/FakeDataSource';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';

jest.setTimeout(120_000);

const signal = new AbortController().signal;

function totals({ knex, clock }: ReturnType<typeof createLedger>) {
  return ledgerTotals(knex, clock.nowMs);
}

describe.each(databases.eachSupportedId())('EvaluationTick on %s', id => {
  it('reads from the watermark to the lag behind now, once', async () => {
    const ledger = createLedger(await createDatabase(id));
    await ledger.add(exampleSpec('a'));
    const [{ progress }] = await ledger.slos.listActive();
    ledger.clock.nowMs += 2 * MINUTE_MS + 20_000;
    await ledger.tick.run(signal);
    await ledger.tick.run(signal);
    expect(ledger.source().reads.map(read => read.range)).toEqual([
      {
        startMs: progress.watermarkMs,
        endMs: progress.watermarkMs + 2 * MINUTE_MS,
        stepMs: MINUTE_MS,
      },
    ]);
    expect(await totals(ledger)).toEqual({ bad: 2, total: 200, tiles: 2 });
  });

  it('loses and doubles nothing when replicas tick together', async () => {
    const ledger = createLedger(await createDatabase(id));
    await ledger.add(exampleSpec('a'));
    for (let turn = 0; turn < 3; turn++) {
      ledger.clock.nowMs += MINUTE_MS;
      await Promise.all([ledger.tick.run(signal), ledger.tick.run(signal)]);
    }
    expect(await totals(ledger)).toEqual({ bad: 3, total: 300, tiles: 3 });
  });

  it('reads all SLOs of a data source in one go', async () => {
    const ledger = createLedger(await createDatabase(id));
    await ledger.add(exampleSpec('a'));
    await ledger.add(exampleSpec('b'));
    ledger.clock.nowMs += MINUTE_MS;
    await ledger.tick.run(signal);
    expect(ledger.source().reads).toHaveLength(1);
    expect(ledger.source().reads[0].keys).toHaveLength(2);
  });

  it('keeps a gap unknown and mends it when the source is back', async () => {
    const ledger = createLedger(await createDatabase(id));
    await ledger.add(exampleSpec('a'));
    const problem = { code: 'bad-reply', message: 'Not JSON' } as const;
    ledger.source().problem = { problem };
    const brokenAt = ledger.clock.nowMs + MINUTE_MS;
    for (let turn = 0; turn < 5; turn++) {
      ledger.clock.nowMs += MINUTE_MS;
      await ledger.tick.run(signal);
    }
    expect(await totals(ledger)).toEqual({ bad: 0, total: 0, tiles: 0 });
    const [broken] = await ledger.slos.listActive();
    expect(broken.problem).toEqual({ ...problem, sinceMs: brokenAt });
    expect(await ledger.statusOf('a')).toMatchObject({
      state: 'unknown',
      stale: true,
      remaining: null,
    });

    ledger.source().problem = undefined;
    await ledger.tick.run(signal);
    expect(await totals(ledger)).toEqual({ bad: 5, total: 500, tiles: 5 });
    const [mended] = await ledger.slos.listActive();
    expect(mended.problem).toBeUndefined();
    expect(await ledger.statusOf('a')).toMatchObject({
      sums: { bad: 5, total: 500, knownTiles: 5 },
      consumed: 1,
    });
  });
});

describe.each(databases.eachSupportedId())('After an outage on %s', id => {
  it('reads a short gap in the tick', async () => {
    const ledger = createLedger(await createDatabase(id));
    await ledger.add(exampleSpec('a'));
    ledger.clock.nowMs += 15 * MINUTE_MS;
    await ledger.tick.run(signal);
    expect(await totals(ledger)).toEqual({ bad: 15, total: 1500, tiles: 15 });
  });

  it('is behind by all of it until the source is read again', async () => {
    const ledger = createLedger(await createDatabase(id), {
      historyMs: 31 * DAY_MS,
    });
    await ledger.add(exampleSpec('a'));
    await ledger.add(exampleSpec('b'));
    ledger.clock.nowMs += MINUTE_MS;
    await ledger.tick.run(signal);
    const readUntilMs = async () =>
      (await ledger.slos.summarise(0))[0].readUntilMs;
    const newestMs = () =>
      ledger.sources.newestTileEnd('main', ledger.clock.nowMs);
    const before = newestMs();
    expect(await readUntilMs()).toBe(before);

    ledger.source().mishap = 'throws';
    for (let turn = 0; turn < 60; turn++) {
      ledger.clock.nowMs += MINUTE_MS;
      await ledger.tick.run(signal);
      await ledger.backfill.run(signal);
      expect(await readUntilMs()).toBe(before);
    }
    ledger.source().mishap = 'none';
    const problem = { code: 'query-failed', message: 'Too heavy' } as const;
    const matches = (sli: Sli) => serviceOf(sli) === 'a';
    ledger.source().problem = { problem, matches };
    ledger.clock.nowMs += MINUTE_MS;
    await ledger.tick.run(signal);
    expect(await readUntilMs()).toBe(before);
    ledger.source().problem = undefined;
    ledger.clock.nowMs += MINUTE_MS;
    await ledger.tick.run(signal);
    expect(await readUntilMs()).toBe(newestMs());
  });

  it('is behind by nothing that the back-fill has read', async () => {
    const ledger = createLedger(await createDatabase(id));
    await ledger.add(exampleSpec('a'));
    ledger.clock.nowMs += HOUR_MS;
    const originMs = ledger.sources.newestTileEnd('main', ledger.clock.nowMs);
    await ledger.tick.run(signal);
    const [missing] = await ledger.slos.summarise(0);
    expect(missing.readUntilMs).toBeLessThan(originMs);
    await ledger.backfill.run(signal);
    const [read] = await ledger.slos.summarise(0);
    expect(read.readUntilMs).toBe(originMs);
  });

  it('leaves a longer one to the back-fill, which reads it exactly once', async () => {
    const ledger = createLedger(await createDatabase(id));
    await ledger.add(exampleSpec('a'));
    ledger.source().counts = countsOfTime;
    await ledger.backfill.run(signal);
    const [{ progress: before }] = await ledger.slos.listActive();
    ledger.source().reads.length = 0;

    const problem = { code: 'timeout', message: 'Slow' } as const;
    ledger.source().problem = { problem };
    for (let turn = 0; turn < 40; turn++) {
      ledger.clock.nowMs += MINUTE_MS;
      await ledger.tick.run(signal);
    }
    const [down] = await ledger.slos.listActive();
    expect(down.problem).toMatchObject(problem);
    expect(down.progress.backfillFromMs).toBe(before.watermarkMs);
    expect(down.progress.backfillReachedMs).toBe(
      down.progress.backfillOriginMs,
    );
    ledger.source().problem = undefined;
    ledger.source().reads.length = 0;
    ledger.clock.nowMs += MINUTE_MS;
    await ledger.tick.run(signal);
    await ledger.backfill.run(signal);

    const [{ progress, sliRevisionId }] = await ledger.slos.listActive();
    const minutes = ledger.source().reads.flatMap(({ range }) => {
      const length = (range.endMs - range.startMs) / MINUTE_MS;
      return Array.from({ length }, (_, i) => range.startMs + i * MINUTE_MS);
    });
    const gap = (progress.watermarkMs - before.watermarkMs) / MINUTE_MS;
    expect(gap).toBe(41);
    expect(minutes).toHaveLength(gap);
    expect(new Set(minutes).size).toBe(gap);
    expect(progress.backfillReachedMs).toBe(progress.backfillFromMs);
    const [group] = await ledger.tiles.listGroups(sliRevisionId);
    const stored = await ledger.tiles.readTiles(
      group,
      before.backfillFromMs,
      progress.watermarkMs,
    );
    expect([...stored.total]).toEqual(
      Array.from(
        stored.total,
        (_, tile) =>
          countsOfTime(
            before.backfillFromMs + tile * MINUTE_MS,
            exampleSlo('a').sli,
          )?.total ?? NaN,
      ),
    );
  });
});

describe('EvaluationTick', () => {
  it('keeps the budgets of others when one cannot be computed', async () => {
    const logger = mockServices.logger.mock();
    const ledger = createLedger(await createDatabase('SQLITE_3'), { logger });
    await ledger.add(exampleSpec('a'));
    await ledger.add(exampleSpec('b'));
    const [first] = await ledger.slos.listActive();
    ledger.clock.nowMs += MINUTE_MS;
    await ledger.tick.run(signal);
    const before = await ledger.statusOf('a');
    const [group] = await ledger.tiles.listGroups(first.sliRevisionId);
    const readTiers = ledger.tiles.readTiers.bind(ledger.tiles);
    jest
      .spyOn(ledger.tiles, 'readTiers')
      .mockImplementation(async (ids, at) => {
        if (ids.includes(group.id)) {
          throw new Error('broken row');
        }
        return readTiers(ids, at);
      });
    await ledger.backfill.run(signal);
    ledger.clock.nowMs += MINUTE_MS;
    await ledger.tick.run(signal);
    expect(await ledger.statusOf('a')).toEqual(before);
    expect((await ledger.statusOf('b'))?.sums.knownTiles).toBe(1501);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('component:default/a'),
      expect.objectContaining({ message: 'broken row' }),
    );
  });

  it('is not stale only because the source lags', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'), {
      historyMs: 31 * DAY_MS,
    });
    Object.assign(ledger.source(), { scrapeIntervalMs: 5 * MINUTE_MS });
    await ledger.add(exampleSpec('a'));
    await ledger.backfill.run(signal);
    expect((await ledger.statusOf('a'))?.stale).toBe(false);
    ledger.source().counts = () => undefined;
    ledger.clock.nowMs += 4 * MINUTE_MS;
    await ledger.tick.run(signal);
    expect((await ledger.statusOf('a'))?.stale).toBe(true);
  });

  it('lets a failing SLI touch no other', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'));
    await ledger.add(exampleSpec('a'));
    await ledger.add(exampleSpec('b'));
    ledger.source().problem = {
      problem: { code: 'query-failed', message: 'Too many samples' },
      matches: sli => serviceOf(sli) === 'a',
    };
    ledger.clock.nowMs += MINUTE_MS;
    await ledger.tick.run(signal);
    const active = await ledger.slos.listActive();
    expect(active.map(item => item.problem?.code)).toEqual([
      'query-failed',
      undefined,
    ]);
    expect(await totals(ledger)).toEqual({ bad: 1, total: 100, tiles: 1 });
  });

  it.each(['throws', 'hangs'] as const)(
    'goes on with the others when a data source %s',
    async mishap => {
      const ledger = createLedger(await createDatabase('SQLITE_3'), {
        dataSources: ['main', 'other'],
        readTimeoutMs: 1000,
      });
      await ledger.add(exampleSpec('a'));
      await ledger.add(exampleSpec('b', { dataSource: 'other' }));
      ledger.source('main').mishap = mishap;
      ledger.clock.nowMs += MINUTE_MS;
      await ledger.tick.run(signal);

      const [a, b] = await ledger.slos.listActive();
      expect(a.problem?.code).toBe(
        mishap === 'hangs' ? 'timeout' : 'unreachable',
      );
      expect(a.problem?.message).not.toContain('10.0.0.1');
      expect(b.problem).toBeUndefined();
      expect((await ledger.statusOf('b'))?.sums.total).toBe(100);
    },
  );

  it.each([
    ['tile_journal', 'Reading of main failed'],
    ['status_figures', 'Budgets of main failed'],
  ])('fails as long as %s cannot be written', async (table, line) => {
    const logger = mockServices.logger.mock();
    const ledger = createLedger(await createDatabase('SQLITE_3'), { logger });
    await ledger.add(exampleSpec('a'));
    await ledger.knex.schema.renameTable(table, 'away');
    ledger.clock.nowMs += MINUTE_MS;
    expect(await ledger.tick.run(signal)).toBe('failed');
    expect(logger.error.mock.calls.map(([message]) => message)).toEqual([line]);
    await ledger.knex.schema.renameTable('away', table);
    expect(await ledger.tick.run(signal)).toBe('done');
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect((await ledger.statusOf('a'))?.sums.total).toBe(100);
  });

  it('fails once all others are done when what was read of one is not stored', async () => {
    const logger = mockServices.logger.mock();
    const ledger = createLedger(await createDatabase('SQLITE_3'), {
      dataSources: ['main', 'other'],
      logger,
    });
    await ledger.add(exampleSpec('a'));
    await ledger.add(exampleSpec('b', { dataSource: 'other' }));
    jest
      .spyOn(ledger.tiles, 'appendTick')
      .mockRejectedValueOnce(new Error('disk full'));
    ledger.clock.nowMs += MINUTE_MS;
    expect(await ledger.tick.run(signal)).toBe('failed');
    expect(logger.error).toHaveBeenCalledTimes(1);
    const statuses = [await ledger.statusOf('a'), await ledger.statusOf('b')];
    expect(statuses.map(status => status?.sums.total ?? 0).sort()).toEqual([
      0, 100,
    ]);
    expect(await ledger.tick.run(signal)).toBe('done');
  });

  it('says so when the data source is not configured any more', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'));
    await ledger.add(exampleSpec('a'));
    for (const table of ['sli_revisions', 'reading_cursors']) {
      await ledger.knex(table).update({ data_source: 'gone' });
    }
    ledger.clock.nowMs += MINUTE_MS;
    await ledger.tick.run(signal);
    const [active] = await ledger.slos.listActive();
    expect(active.problem?.code).toBe('not-configured');
    expect((await ledger.statusOf('a'))?.state).toBe('unknown');
  });

  it('leaves a long gap to the back-fill and reads on', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'));
    await ledger.add(exampleSpec('a'));
    await ledger.backfill.run(signal);
    ledger.source().reads.length = 0;
    ledger.clock.nowMs += 3 * DAY_MS;
    await ledger.tick.run(signal);
    ledger.clock.nowMs += MINUTE_MS;
    await ledger.tick.run(signal);
    await ledger.backfill.run(signal);
    const spans = ledger
      .source()
      .reads.map(({ range }) => (range.endMs - range.startMs) / MINUTE_MS);
    expect(spans[0]).toBe(1);
    const [{ progress }] = await ledger.slos.listActive();
    expect(progress.backfillReachedMs).toBeLessThanOrEqual(
      progress.backfillFromMs,
    );
    const { tiles } = await totals(ledger);
    expect(tiles).toBeGreaterThanOrEqual(4 * 1440);
  });

  it('keeps a budget for every group of a grouped SLI', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'));
    const { sli } = exampleSlo('a');
    const grouped = exampleSlo('a', { sli: { ...sli, groupBy: ['route'] } });
    await ledger.add(exampleSpec('a', { slos: [grouped] }));
    await ledger.tick.run(signal);

    const source = ledger.source();
    source.readTiles = async (slis, range) => ({
      queries: 1,
      slis: slis.map(({ key }) => ({
        key,
        series: [
          tileSeries(range, () => ({ bad: 0, total: 10 }), { route: '/a' }),
          tileSeries(range, () => ({ bad: 10, total: 10 }), { route: '/b' }),
        ],
      })),
    });
    ledger.clock.nowMs += MINUTE_MS;
    await ledger.tick.run(signal);
    const stored = await ledger.slos.listStatuses(['component:default/a']);
    expect(
      stored.map(({ labels, status }) => [labels.route, status.sli]),
    ).toEqual([
      ['/a', 1],
      ['/b', 0],
    ]);
  });

  it.each(['ignore', 'good', 'bad'] as const)(
    'takes a grouped SLO without any group for unknown, whatever is beside it and where missing data are %s',
    async noData => {
      const ledger = createLedger(await createDatabase('SQLITE_3'), {
        historyMs: 31 * DAY_MS,
      });
      const well = exampleSlo('a');
      const sli = { ...well.sli, groupBy: ['route'] };
      const grouped = exampleSlo('a', { name: 'by-route', sli, noData });
      await ledger.add(exampleSpec('a', { slos: [well, grouped] }));
      const source = ledger.source();
      source.counts = () => ({ bad: 0, total: 100 });
      source.groupsOf = ({ groupBy }) => (groupBy.length > 0 ? [] : [{}]);
      await ledger.backfill.run(signal);
      ledger.clock.nowMs += MINUTE_MS;
      await ledger.tick.run(signal);
      const [service] = await ledger.portfolio.list({ limit: 1 });
      expect(service).toMatchObject({
        state: 'unknown',
        stale: true,
        counts: { healthy: 1, unknown: 1 },
      });
      const [{ stale }] = await ledger.slos.summarise(
        ledger.clock.nowMs - MINUTE_MS,
      );
      expect(stale).toBe(1);

      source.groupsOf = ({ groupBy }) =>
        groupBy.length > 0 ? [{ route: '/a' }] : [{}];
      ledger.clock.nowMs += MINUTE_MS;
      await ledger.tick.run(signal);
      const statuses = await ledger.slos.listStatuses(['component:default/a']);
      expect(statuses.map(({ labels }) => labels)).toEqual([
        {},
        { route: '/a' },
      ]);
    },
  );

  it('reads a calendar window from the start of its period', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'), {
      historyMs: 20 * DAY_MS,
    });
    const monthly = exampleSlo('a', {
      window: {
        type: 'calendar',
        count: 1,
        unit: 'month',
        startTime: '2026-01-01 00:00:00',
        timeZone: 'UTC',
      },
    });
    await ledger.add(exampleSpec('a', { slos: [monthly] }));
    await ledger.backfill.run(signal);
    const status = await ledger.statusOf('a');
    const startMs = Date.UTC(2026, 2, 1);
    expect(status?.window.startMs).toBe(startMs);
    const minutes = (status!.window.endMs - startMs) / MINUTE_MS;
    expect(status?.sums).toEqual({
      bad: minutes,
      total: 100 * minutes,
      knownTiles: minutes,
      expectedTiles: minutes,
    });
    const days = 31;
    expect(status?.projected).toEqual({
      endMs: startMs + days * DAY_MS,
      period: { count: 1, unit: 'month' },
      budgetEvents: expect.closeTo(
        (1 - monthly.objective) * 100 * days * 1440,
        6,
      ),
      consumed: expect.closeTo(
        minutes / ((1 - monthly.objective) * 100 * days * 1440),
        9,
      ),
    });
  });

  it('counts no traffic as known and burns nothing', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'));
    await ledger.add(exampleSpec('a'));
    ledger.source().counts = () => ({ bad: 0, total: 0 });
    ledger.clock.nowMs += MINUTE_MS;
    await ledger.tick.run(signal);
    expect(await ledger.statusOf('a')).toMatchObject({
      state: 'no-traffic',
      sums: { knownTiles: 1, total: 0 },
    });
  });

  it('makes composites of the tiles of their members, now and back in time', async () => {
    // longer than minutes are kept
    const ledger = createLedger(await createDatabase('SQLITE_3'), {
      historyMs: 8 * DAY_MS,
    });
    const make = (
      name: string,
      formula: 'weighted' | 'worst' | 'sum',
      ...members: string[]
    ) =>
      exampleSlo('a', {
        name,
        sli: {
          kind: 'composite',
          formula,
          members: members.map((slo, index) => ({ slo, weight: index + 1 })),
          groupBy: [],
        },
      });
    const { sli } = exampleSlo('a');
    const other = { ...sli, total: { metric: 'others', matchers: [] } };
    ledger.source().counts = (_, asked) =>
      JSON.stringify(asked).includes('others')
        ? { bad: 4, total: 100 }
        : { bad: 1, total: 100 };
    await ledger.add(
      exampleSpec('a', {
        slos: [
          make('outer', 'worst', 'mean', 'availability'),
          make('mean', 'weighted', 'availability', 'other'),
          make('all', 'sum', 'availability', 'other'),
          make('lost', 'sum', 'availability', 'nothing'),
          exampleSlo('a'),
          exampleSlo('a', { name: 'other', sli: other as typeof sli }),
        ],
      }),
    );
    await ledger.backfill.run(signal);
    ledger.clock.nowMs += 2 * MINUTE_MS;
    await ledger.tick.run(signal);
    const stored = await ledger.slos.listStatuses(['component:default/a']);
    const sums = Object.fromEntries(
      stored.map(({ slo, status }) => [slo, status.sums]),
    );
    const minutes = sums.availability.knownTiles;
    expect(minutes).toBeGreaterThan(7 * 24 * 60);
    expect(sums.all).toMatchObject({
      bad: 5 * minutes,
      total: 200 * minutes,
      knownTiles: minutes,
    });
    expect(sums.mean).toMatchObject({ total: minutes, knownTiles: minutes });
    expect(sums.mean.bad / minutes).toBeCloseTo((0.01 + 2 * 0.04) / 3, 9);
    expect(sums.outer.bad / minutes).toBeCloseTo((0.01 + 2 * 0.04) / 3, 9);
    expect(sums.lost.knownTiles).toBe(0);
    const active = await ledger.slos.listActive();
    expect(
      active.flatMap(({ slo, problem }) =>
        problem ? [[slo.name, problem.message]] : [],
      ),
    ).toEqual([['lost', expect.stringContaining('nothing')]]);
    expect(ledger.source().reads.every(({ keys }) => keys.length <= 2)).toBe(
      true,
    );
  });

  it.each([
    // a slice of 10 minutes is bad where 5 % or more of its events are; every third hour has 12 such minutes at its start
    ['Timeslices', 2 / 18],
    ['RatioTimeslices', (1 + 0.2) / 18],
  ] as const)('counts slices of time with %s', async (method, errors) => {
    const ledger = createLedger(await createDatabase('SQLITE_3'), {
      historyMs: 31 * DAY_MS,
    });
    ledger.source().counts = startMs => ({
      bad: (startMs / MINUTE_MS) % 180 < 12 ? 1000 : 0,
      total: 1000,
    });
    const sliced = exampleSlo('a', {
      method,
      slices: { lengthMs: 10 * MINUTE_MS, objective: 0.95 },
    });
    await ledger.add(exampleSpec('a', { slos: [sliced] }));
    await ledger.backfill.run(signal);
    const status = await ledger.statusOf('a');
    expect(status).toMatchObject({
      method,
      sums: { total: 30 * 144 },
      coverage: 1,
      stale: false,
    });
    expect(status!.window.startMs % (10 * MINUTE_MS)).toBe(0);
    expect(status!.sli).toBeCloseTo(1 - errors, 12);
    expect(status!.consumed).toBeCloseTo(errors / 0.01, 9);
    const burn = status!.burn.find(({ windowMs }) => windowMs === DAY_MS);
    expect(burn).toMatchObject({ sums: { total: 144 } });
    expect(burn!.rate).toBeCloseTo(errors / 0.01, 9);

    const [active] = await ledger.slos.listActive();
    expect(active.slo.slices).toEqual(sliced.slices);
    const history = await ledger.history.read(active);
    const known = history.points.filter(({ remaining }) => remaining !== null);
    expect(known.at(-1)!.remaining).toBeCloseTo(status!.remaining!, 9);
    const slices = history.points.reduce((sum, { total }) => sum + total!, 0);
    expect(slices).toBe(30 * 144);
  });

  it('recomputes from stored counts when the objective changes', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'));
    await ledger.add(exampleSpec('a'));
    ledger.clock.nowMs += MINUTE_MS;
    await ledger.tick.run(signal);
    expect((await ledger.statusOf('a'))?.consumed).toBeCloseTo(1, 12);
    const reads = ledger.source().reads.length;
    await ledger.add(
      exampleSpec('a', { slos: [exampleSlo('a', { objective: 0.9 })] }),
    );
    await ledger.tick.run(signal);
    expect(ledger.source().reads).toHaveLength(reads);
    expect((await ledger.statusOf('a'))?.consumed).toBeCloseTo(0.1, 12);
  });
});
