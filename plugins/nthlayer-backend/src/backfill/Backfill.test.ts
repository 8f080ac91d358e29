import { mockServices } from '@backstage/backend-test-utils';
import { ledgerTotals } from '../__testUtils__/ledgerTotals';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec, serviceOf } from '../__testUtils__/examples';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';

jest.setTimeout(120_000);

const signal = new AbortController().signal;

describe.each(databases.eachSupportedId())('Backfill on %s', id => {
  it('reads newest first, in bounded chunks that leave no hole', async () => {
    const ledger = createLedger(await createDatabase(id), {
      historyMs: 30 * DAY_MS,
    });
    await ledger.add(exampleSpec('a'));
    const [{ progress: fresh }] = await ledger.slos.listActive();
    await ledger.backfill.run(signal);

    const ranges = ledger.source().reads.map(read => read.range);
    expect(ranges[0].endMs).toBe(fresh.backfillOriginMs);
    expect(fresh.backfillOriginMs - ranges[0].startMs).toBeLessThan(
      2 * HOUR_MS,
    );
    expect(fresh.backfillOriginMs - ranges[1].startMs).toBeLessThan(
      25 * HOUR_MS,
    );
    ranges.slice(1).forEach((range, index) => {
      expect(range.endMs).toBe(ranges[index].startMs);
      expect((range.endMs - range.startMs) / MINUTE_MS).toBeLessThanOrEqual(
        10_000,
      );
    });
    expect(ranges.at(-1)?.startMs).toBe(fresh.backfillFromMs);
    const expected =
      (fresh.backfillOriginMs - fresh.backfillFromMs) / MINUTE_MS;
    const { tiles, bad } = await ledgerTotals(ledger.knex, ledger.clock.nowMs);
    expect(tiles).toBe(expected);
    expect(bad).toBe(expected);
    expect(await ledger.statusOf('a')).toMatchObject({
      coverage: 1,
      stale: false,
      sli: 0.99,
    });
  });

  it('goes on where a run was cut off', async () => {
    const ledger = createLedger(await createDatabase(id), {
      historyMs: 20 * DAY_MS,
    });
    await ledger.add(exampleSpec('a'));
    const cut = new AbortController();
    const read = ledger.source().readTiles.bind(ledger.source());
    let requests = 0;
    ledger.source().readTiles = async (...args) => {
      requests += 1;
      if (requests === 3) {
        cut.abort();
      }
      return read(...args);
    };
    await ledger.backfill.run(cut.signal);
    const [{ progress: half }] = await ledger.slos.listActive();
    expect(half.backfillReachedMs).toBeLessThan(half.backfillOriginMs);
    expect(half.backfillReachedMs).toBeGreaterThan(half.backfillFromMs);

    await Promise.all([
      ledger.backfill.run(signal),
      ledger.backfill.run(signal),
    ]);
    const [{ progress: full }] = await ledger.slos.listActive();
    expect(full.backfillReachedMs).toBe(full.backfillFromMs);
    const { tiles } = await ledgerTotals(ledger.knex, ledger.clock.nowMs);
    expect(tiles).toBe(
      (full.backfillOriginMs - full.backfillFromMs) / MINUTE_MS,
    );
  });
});

describe.each(databases.eachSupportedId())('A failing back-fill on %s', id => {
  it('shows beside ticks that succeed, until a chunk is read', async () => {
    const logger = mockServices.logger.mock();
    const ledger = createLedger(await createDatabase(id), { logger });
    await ledger.add(exampleSpec('a'));
    const problem = { code: 'query-failed', message: 'Bad data' } as const;
    ledger.source().problem = { problem };
    const problemNow = async () => (await ledger.slos.listActive())[0].problem;
    const sinceMs = ledger.clock.nowMs;
    await ledger.backfill.run(signal);
    for (let turn = 0; turn < 2; turn++) {
      ledger.clock.nowMs += MINUTE_MS;
      ledger.source().problem = undefined;
      await ledger.tick.run(signal);
      expect(await problemNow()).toEqual({
        code: 'query-failed',
        message: expect.stringContaining('Bad data'),
        sinceMs,
      });
      ledger.source().problem = { problem };
      await ledger.backfill.run(signal);
    }
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('component:default/a availability (default)'),
    );

    ledger.source().problem = undefined;
    await ledger.backfill.run(signal);
    expect(await problemNow()).toBeUndefined();
  });
});

describe('Backfill', () => {
  it('reads a new SLI within a minute although older history is left', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'), {
      historyMs: 60 * DAY_MS,
    });
    await ledger.add(exampleSpec('a'));
    const source = ledger.source();
    const read = source.readTiles.bind(source);
    const order: string[] = [];
    source.readTiles = async (slis, range) => {
      order.push(slis.map(({ sli }) => serviceOf(sli)).join());
      ledger.clock.nowMs += 25_000;
      if (order.length === 3) {
        await ledger.add(exampleSpec('b'));
      }
      return read(slis, range);
    };
    await ledger.backfill.run(signal);
    expect(order.slice(0, 5)).toEqual(['a', 'a', 'a', 'a', 'a']);
    expect(order.slice(5, 7)).toEqual(['b', 'b']);
    for (const { progress } of await ledger.slos.listActive()) {
      expect(progress.backfillReachedMs).toBe(progress.backfillFromMs);
    }
  });

  it('fails as long as nothing can be stored', async () => {
    const logger = mockServices.logger.mock();
    const ledger = createLedger(await createDatabase('SQLITE_3'), { logger });
    await ledger.add(exampleSpec('a'));
    await ledger.knex.schema.renameTable('tile_chunks', 'away');
    expect(await ledger.backfill.run(signal)).toBe('failed');
    expect(logger.error).toHaveBeenCalledTimes(1);
    await ledger.knex.schema.renameTable('away', 'tile_chunks');
    expect(await ledger.backfill.run(signal)).toBe('done');
    expect(logger.error).toHaveBeenCalledTimes(1);
    const [{ progress }] = await ledger.slos.listActive();
    expect(progress.backfillReachedMs).toBe(progress.backfillFromMs);
  });

  it('fails once all others are done when what was read of one is not stored', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'), {
      dataSources: ['main', 'other'],
    });
    await ledger.add(exampleSpec('a'));
    await ledger.add(exampleSpec('b', { dataSource: 'other' }));
    jest
      .spyOn(ledger.tiles, 'backfillTiles')
      .mockRejectedValueOnce(new Error('disk full'));
    expect(await ledger.backfill.run(signal)).toBe('failed');
    const left = (await ledger.slos.listActive()).filter(
      ({ progress }) => progress.backfillReachedMs > progress.backfillFromMs,
    );
    expect(left).toHaveLength(1);
  });

  it('reads one data source to its end although another hangs', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'), {
      dataSources: ['main', 'other'],
    });
    await ledger.add(exampleSpec('a'));
    await ledger.add(exampleSpec('b', { dataSource: 'other' }));
    ledger.source().mishap = 'hangs';
    const end = new AbortController();
    const hanging = ledger.backfill.run(end.signal, { dataSource: 'main' });
    await ledger.backfill.run(signal, { dataSource: 'other' });
    const [a, b] = await ledger.slos.listActive();
    expect(b.progress.backfillReachedMs).toBe(b.progress.backfillFromMs);
    expect(a.progress.backfillReachedMs).toBe(a.progress.backfillOriginMs);
    end.abort();
    await hanging;
    expect(ledger.source().reads).toHaveLength(1);
  });

  it('asks a source that is down once a run, and evaluates nothing', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'));
    for (let service = 0; service < 30; service++) {
      await ledger.add(exampleSpec(`s${service}`));
    }
    const source = ledger.source();
    source.mishap = 'throws';
    await ledger.backfill.run(signal);
    expect(source.reads).toHaveLength(1);
    expect(await ledger.statusOf('s0')).toBeUndefined();
    await ledger.backfill.run(signal);
    expect(source.reads[1].keys).not.toEqual(
      expect.arrayContaining(source.reads[0].keys),
    );
    source.mishap = 'none';
    await ledger.backfill.run(signal);
    for (const { progress, problem } of await ledger.slos.listActive()) {
      expect(progress.backfillReachedMs).toBe(progress.backfillFromMs);
      expect(problem).toBeUndefined();
    }
  });

  it('keeps to chunks that can be read from one round to the next', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'), {
      historyMs: 30 * DAY_MS,
    });
    await ledger.add(exampleSpec('a'));
    const source = ledger.source();
    const read = source.readTiles.bind(source);
    let tooLong = 0;
    source.readTiles = async (slis, range) => {
      ledger.clock.nowMs += 70_000;
      const fails = range.endMs - range.startMs > 2 * DAY_MS;
      tooLong += fails ? 1 : 0;
      source.problem = fails
        ? { problem: { code: 'timeout', message: 'Slow' } }
        : undefined;
      return read(slis, range);
    };
    await ledger.backfill.run(signal);
    expect(tooLong).toBe(1);
    const [{ progress, problem }] = await ledger.slos.listActive();
    expect(progress.backfillReachedMs).toBe(progress.backfillFromMs);
    expect(problem).toBeUndefined();
  });

  it('gives every SLO its last hour before any its last month', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'), {
      historyMs: 9 * DAY_MS,
    });
    await ledger.add(exampleSpec('a'));
    ledger.clock.nowMs += 5 * MINUTE_MS;
    await ledger.add(exampleSpec('b'));
    await ledger.backfill.run(signal);
    const spans = ledger
      .source()
      .reads.map(({ range }) => range.endMs - range.startMs);
    const firstLong = spans.findIndex(span => span > 2 * HOUR_MS);
    expect(firstLong).toBe(2);
    expect(spans.slice(firstLong).every(span => span > 2 * HOUR_MS)).toBe(true);
  });

  it('tries shorter chunks where long ones fail, then leaves it to the next run', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'), {
      historyMs: 9 * DAY_MS,
    });
    await ledger.add(exampleSpec('a'));
    const source = ledger.source();
    const read = source.readTiles.bind(source);
    source.readTiles = async (slis, range) => {
      const tooLong = range.endMs - range.startMs > DAY_MS;
      source.problem = tooLong
        ? { problem: { code: 'query-failed', message: 'Too many samples' } }
        : undefined;
      return read(slis, range);
    };
    await ledger.backfill.run(signal);
    const [{ progress }] = await ledger.slos.listActive();
    expect(progress.backfillReachedMs).toBe(progress.backfillFromMs);

    source.readTiles = read;
    source.problem = { problem: { code: 'timeout', message: 'Slow' } };
    await ledger.add(exampleSpec('b'));
    source.reads.length = 0;
    await ledger.backfill.run(signal);
    expect(source.reads).toHaveLength(1);
  });

  it('makes composites in the same run whose members had failed before', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'));
    const source = ledger.source();
    await ledger.add(exampleSpec('a'));
    source.problem = { problem: { code: 'query-failed', message: 'no' } };
    await ledger.backfill.run(signal);
    source.problem = undefined;
    const journey = exampleSlo('a', {
      name: 'journey',
      sli: {
        kind: 'composite',
        formula: 'sum',
        members: [{ slo: 'availability', weight: 1 }],
        groupBy: [],
      },
    });
    const slos = [exampleSlo('a'), journey];
    await ledger.add(exampleSpec('a', { slos }));
    await ledger.backfill.run(signal);
    for (const { problem, progress } of await ledger.slos.listActive()) {
      expect(problem).toBeUndefined();
      expect(progress.backfillReachedMs).toBe(progress.backfillFromMs);
    }
  });

  it('makes composites whole when it was cut off behind their members', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'), {
      historyMs: 8 * DAY_MS,
    });
    const compositeOf = (name: string, formula: 'sum' | 'worst', slo: string) =>
      exampleSlo('a', {
        name,
        sli: {
          kind: 'composite',
          formula,
          groupBy: [],
          members: [{ slo, weight: 1 }],
        },
      });
    const slos = [
      exampleSlo('a'),
      compositeOf('inner', 'sum', 'availability'),
      compositeOf('outer', 'worst', 'inner'),
    ];
    await ledger.add(exampleSpec('a', { slos }));
    const active = await ledger.slos.listActive();
    const { tiles } = ledger;
    const fill = tiles.backfillTiles.bind(tiles);
    // the process ends before each of them once, when what it is made of has been written already
    const cut = new Set(active.slice(1).map(slo => slo.sliRevisionId));
    tiles.backfillTiles = async (write, fence) => {
      const isOld = write.endMs < ledger.clock.nowMs - 4 * DAY_MS;
      if (isOld && cut.delete(write.sliRevisionId)) {
        throw new Error('the process ended');
      }
      return fill(write, fence);
    };
    for (let run = 0; run < 3; run++) {
      await ledger.backfill.run(signal);
    }
    expect(cut.size).toBe(0);
    const [{ progress }] = active;
    const hours = await Promise.all(
      active.map(async ({ sliRevisionId }) => {
        const [group] = await tiles.listGroups(sliRevisionId);
        const { backfillFromMs, backfillOriginMs } = progress;
        return tiles.readHours(group, backfillFromMs, backfillOriginMs);
      }),
    );
    expect(hours[0].length).toBeGreaterThanOrEqual(8 * 24);
    expect(hours[1]).toEqual(hours[0]);
    expect(hours[2].map(hour => hour.knownTiles)).toEqual(
      hours[0].map(hour => hour.knownTiles),
    );
  });
});
