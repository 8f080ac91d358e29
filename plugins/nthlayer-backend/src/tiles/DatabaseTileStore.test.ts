import { TestDatabaseId } from '@backstage/backend-test-utils';
import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { createDatabase, databases } from '../__testUtils__/databases';
import {
  exampleService,
  exampleSlo,
  exampleSpec,
} from '../__testUtils__/examples';
import { tileSeries } from '../__testUtils__/FakeDataSource';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';
import { DatabaseLeaseStore } from '../leases/DatabaseLeaseStore';
import { LeaseLostError } from '../leases/checkFence';
import { DatabaseServiceStore } from '../services/DatabaseServiceStore';
import { DatabaseSloStore } from '../slos/DatabaseSloStore';
import { DatabaseTileStore } from './DatabaseTileStore';

jest.setTimeout(120_000);

const ORIGIN = Date.UTC(2026, 2, 10, 11, 59);

async function setUp(id: TestDatabaseId, changes: Partial<Slo> = {}) {
  const knex = await createDatabase(id);
  const services = DatabaseServiceStore.create({ knex, historyMs: DAY_MS });
  const spec = exampleSpec('payment-api', {
    slos: [exampleSlo('payment-api', changes)],
  });
  await services.saveService(exampleService(spec, ORIGIN), ORIGIN);
  const slos = DatabaseSloStore.create({ knex });
  const [{ sliRevisionId }] = await slos.listActive();
  return {
    knex,
    slos,
    sliRevisionId,
    tiles: DatabaseTileStore.create({ knex }),
  };
}

function minutes(startMs: number, count: number) {
  return { startMs, endMs: startMs + count * MINUTE_MS, stepMs: MINUTE_MS };
}

/** Everything that a write touches, for comparing before and after. */
async function snapshot(knex: Knex) {
  return {
    cursors: await knex('reading_cursors').select('watermark_ms', 'followers'),
    revisions: await knex('sli_revisions').select(
      'follows',
      'watermark_ms',
      'backfill_reached_ms',
    ),
    groups: await knex('tile_groups').select('labels'),
    journal: await knex('tile_journal').orderBy('id'),
    chunks: await knex('tile_chunks').orderBy(['group_id', 'start_ms']),
  };
}

describe.each(databases.eachSupportedId())('DatabaseTileStore on %s', id => {
  it('writes tiles, hourly sums and the watermark together', async () => {
    const { slos, tiles, sliRevisionId } = await setUp(id);
    const range = minutes(ORIGIN, 3);
    const series = [
      tileSeries(range, t =>
        t === ORIGIN + MINUTE_MS ? undefined : { bad: 2, total: 10 },
      ),
    ];
    await expect(
      tiles.appendTiles({ sliRevisionId, ...range, series }),
    ).resolves.toBe('written');

    const [group] = await tiles.listGroups(sliRevisionId);
    const read = await tiles.readTiles(group, ORIGIN, range.endMs);
    expect([...read.bad]).toEqual([2, NaN, 2]);
    expect([...read.total]).toEqual([10, NaN, 10]);
    const hours = await tiles.readHours(group, ORIGIN - HOUR_MS, range.endMs);
    expect(hours).toEqual([
      { hourMs: ORIGIN - 59 * MINUTE_MS, bad: 2, total: 10, knownTiles: 1 },
      { hourMs: ORIGIN + MINUTE_MS, bad: 2, total: 10, knownTiles: 1 },
    ]);
    expect(await tiles.newestTileEnd(group, range.endMs)).toBe(range.endMs);
    const [{ progress }] = await slos.listActive();
    expect(progress.watermarkMs).toBe(range.endMs);
  });

  it('refuses a writer that comes too late', async () => {
    const { knex, tiles, sliRevisionId } = await setUp(id);
    const range = minutes(ORIGIN, 2);
    const series = [tileSeries(range)];
    await tiles.appendTiles({ sliRevisionId, ...range, series });
    const before = await snapshot(knex);
    const stale = [tileSeries(range, () => ({ bad: 50, total: 50 }))];
    await expect(
      tiles.appendTiles({ sliRevisionId, ...range, series: stale }),
    ).resolves.toBe('superseded');
    expect(await snapshot(knex)).toEqual(before);
  });

  it('refuses one who has lost the lease, though the same tick is there', async () => {
    const { knex, tiles, sliRevisionId } = await setUp(id);
    const leases = DatabaseLeaseStore.create({ knex });
    const lost = await leases.acquire('tick', 'one', 0);
    const held = await leases.acquire('tick', 'two', MINUTE_MS);
    const range = minutes(ORIGIN, 2);
    const write = { sliRevisionId, ...range, series: [tileSeries(range)] };
    expect(await tiles.appendTiles(write, held)).toBe('written');
    const other = [tileSeries(range, () => ({ bad: 50, total: 50 }))];
    await expect(
      tiles.appendTiles({ ...write, series: other }, lost),
    ).rejects.toMatchObject({ name: 'LeaseLostError' });
  });

  it('lets one of two racing writers win', async () => {
    const { tiles, sliRevisionId } = await setUp(id);
    const range = minutes(ORIGIN, 5);
    const outcomes = await Promise.all(
      [1, 2].map(() =>
        tiles.appendTiles({
          sliRevisionId,
          ...range,
          series: [tileSeries(range)],
        }),
      ),
    );
    expect(outcomes.sort()).toEqual(['superseded', 'written']);
    const [group] = await tiles.listGroups(sliRevisionId);
    const hours = await tiles.readHours(group, ORIGIN - HOUR_MS, range.endMs);
    expect(hours.reduce((sum, hour) => sum + hour.total, 0)).toBe(500);
  });

  it('keeps a tick and a back-fill apart in the hour that they share', async () => {
    const { tiles, slos, sliRevisionId } = await setUp(id);
    const newer = minutes(ORIGIN, 1);
    const older = minutes(ORIGIN - 59 * MINUTE_MS, 59);
    const outcomes = await Promise.all([
      tiles.appendTiles({
        sliRevisionId,
        ...newer,
        series: [tileSeries(newer)],
      }),
      tiles.backfillTiles({
        sliRevisionId,
        ...older,
        series: [tileSeries(older)],
      }),
    ]);
    expect(outcomes).toEqual(['written', 'written']);
    const [group] = await tiles.listGroups(sliRevisionId);
    expect(await tiles.readHours(group, older.startMs, newer.endMs)).toEqual([
      { hourMs: older.startMs, bad: 60, total: 6000, knownTiles: 60 },
    ]);
    const [{ progress }] = await slos.listActive();
    expect(progress.backfillReachedMs).toBe(older.startMs);
  });

  it('leaves no trace of a transaction that fails at any statement', async () => {
    const { knex, tiles, sliRevisionId } = await setUp(id);
    const range = minutes(ORIGIN, 2);
    const write = {
      sliRevisionId,
      ...range,
      series: [tileSeries(range), tileSeries(range, undefined, { pod: 'a' })],
    };
    const before = await snapshot(knex);
    const seen = { statements: 0, failing: 0 };
    const failAt = ({ sql }: { sql: string }) => {
      if (/^(BEGIN|COMMIT|ROLLBACK)/i.test(sql)) {
        return;
      }
      seen.statements += 1;
      if (seen.statements === seen.failing) {
        throw new Error('connection lost');
      }
    };
    for (seen.failing = 1; ; seen.failing++) {
      seen.statements = 0;
      knex.on('query', failAt);
      const outcome = await tiles.appendTiles(write).catch(() => 'failed');
      knex.removeListener('query', failAt);
      if (outcome === 'written') {
        break;
      }
      expect(outcome).toBe('failed');
      expect(await snapshot(knex)).toEqual(before);
    }
    expect(seen.statements).toBe(7);
    const groups = await tiles.listGroups(sliRevisionId);
    expect(groups.map(group => group.labels)).toEqual([{}, { pod: 'a' }]);
  });

  it('asks the cursor when it is unknown whether a commit arrived', async () => {
    const { knex, slos, sliRevisionId } = await setUp(id);
    const range = minutes(ORIGIN, 1);
    const write = { sliRevisionId, ...range, series: [tileSeries(range)] };
    const flaky = new Proxy(knex, {
      get: (target, key, receiver) =>
        key === 'transaction'
          ? async (work: (tx: Knex.Transaction) => Promise<unknown>) => {
              await target.transaction(work);
              throw new Error('Connection terminated unexpectedly');
            }
          : Reflect.get(target, key, receiver),
    });
    const tiles = DatabaseTileStore.create({ knex: flaky });
    await expect(tiles.appendTiles(write)).resolves.toBe('written');
    const [{ progress }] = await slos.listActive();
    expect(progress.watermarkMs).toBe(range.endMs);
  });

  it('never forgets a known tile for an unknown one', async () => {
    const { tiles, sliRevisionId } = await setUp(id);
    const range = minutes(ORIGIN - 2 * MINUTE_MS, 2);
    await tiles.backfillTiles({
      sliRevisionId,
      ...range,
      series: [tileSeries(range)],
    });
    await tiles.restartBackfill({
      sliRevisionIds: [sliRevisionId],
      watermarkMs: ORIGIN,
      originMs: ORIGIN + 2 * DAY_MS,
    });
    const gap = { startMs: range.startMs, endMs: ORIGIN + 2 * DAY_MS };
    await expect(
      tiles.backfillTiles({
        sliRevisionId,
        ...gap,
        series: [tileSeries({ ...gap, stepMs: MINUTE_MS }, () => undefined)],
      }),
    ).resolves.toBe('written');
    const [group] = await tiles.listGroups(sliRevisionId);
    const read = await tiles.readTiles(group, range.startMs, range.endMs);
    expect([...read.total]).toEqual([100, 100]);
  });

  it('lets the back-fill read a long gap down to the old watermark', async () => {
    const { tiles, slos, sliRevisionId } = await setUp(id);
    const [{ progress: fresh }] = await slos.listActive();
    const all = { startMs: fresh.backfillFromMs, endMs: ORIGIN };
    await tiles.backfillTiles({ sliRevisionId, ...all, series: [] });
    const originMs = ORIGIN + 3 * DAY_MS;
    const sliRevisionIds = [sliRevisionId];
    const gap = { sliRevisionIds, watermarkMs: ORIGIN, originMs };
    expect(await tiles.restartBackfill(gap)).toEqual(sliRevisionIds);
    expect(await tiles.restartBackfill(gap)).toEqual([]);
    const [{ progress }] = await slos.listActive();
    expect(progress).toEqual({
      watermarkMs: originMs,
      backfillOriginMs: originMs,
      backfillReachedMs: originMs,
      backfillFromMs: ORIGIN,
      groupsVersion: 0,
      leftOutSinceMs: 0,
    });
  });

  it.each([
    [20, 30, 3000],
    [30, 30, 3000],
    [40, 40, 200],
  ])(
    'keeps purged sums of 30 tiles unless more are known: %d',
    async (again, knownTiles, total) => {
      const { tiles, sliRevisionId } = await setUp(id);
      const range = minutes(ORIGIN - 30 * MINUTE_MS, 30);
      await tiles.backfillTiles({
        sliRevisionId,
        ...range,
        series: [tileSeries(range)],
      });
      await tiles.purgeTiles(ORIGIN + 36 * DAY_MS);
      const wider = minutes(ORIGIN - 59 * MINUTE_MS, again);
      const series = [tileSeries(wider, () => ({ bad: 0, total: 5 }))];
      await tiles.restartBackfill({
        sliRevisionIds: [sliRevisionId],
        watermarkMs: ORIGIN,
        originMs: wider.endMs,
      });
      await tiles.backfillTiles({ sliRevisionId, ...wider, series });
      const [group] = await tiles.listGroups(sliRevisionId);
      expect(
        await tiles.readHours(group, ORIGIN - HOUR_MS, ORIGIN),
      ).toMatchObject([{ knownTiles, total }]);
    },
  );

  it('drops minutes after 3 days, five minutes after 35 and hours after 400', async () => {
    const { knex, tiles, sliRevisionId } = await setUp(id);
    const range = minutes(ORIGIN, 1);
    await tiles.appendTiles({
      sliRevisionId,
      ...range,
      series: [tileSeries(range)],
    });
    const [group] = await tiles.listGroups(sliRevisionId);
    const sums = () => tiles.readHours(group, ORIGIN - HOUR_MS, range.endMs);

    const minutesKnown = async () => {
      const read = await tiles.readTiles(group, ORIGIN, range.endMs);
      return read.total.filter(total => !Number.isNaN(total)).length;
    };
    expect(await tiles.sealTiles(ORIGIN + HOUR_MS)).toBe(1);
    expect(await knex('tile_chunks')).toHaveLength(3);

    expect(await tiles.purgeTiles(ORIGIN + 3 * DAY_MS)).toBe(0);
    expect(await minutesKnown()).toBe(1);
    expect(await tiles.purgeTiles(ORIGIN + 3.5 * DAY_MS)).toBe(1);
    expect(await minutesKnown()).toBe(0);
    expect(await tiles.newestTileEnd(group, ORIGIN + DAY_MS)).toBe(
      ORIGIN + MINUTE_MS,
    );
    expect(await tiles.purgeTiles(ORIGIN + 35 * DAY_MS)).toBe(0);
    expect(await tiles.purgeTiles(ORIGIN + 37 * DAY_MS)).toBe(1);
    expect(await sums()).toHaveLength(1);
    expect(await tiles.purgeTiles(ORIGIN + 400 * DAY_MS)).toBe(0);
    expect(await tiles.purgeTiles(ORIGIN + 416 * DAY_MS)).toBe(1);
    expect(await sums()).toHaveLength(0);
  });
});

describe.each(databases.eachSupportedId())('Sealing on %s', id => {
  const read = async ({
    tiles,
    sliRevisionId,
  }: Awaited<ReturnType<typeof setUp>>) => {
    const [group] = await tiles.listGroups(sliRevisionId);
    const endMs = ORIGIN + 4 * HOUR_MS;
    const range = {
      startMs: ORIGIN - 2 * DAY_MS,
      fiveMinutesFromMs: ORIGIN - DAY_MS,
      minutesFromMs: ORIGIN - 2 * HOUR_MS,
      endMs,
    };
    const [tiers] = await tiles.readTiers([group.id], range);
    return tiers;
  };

  it('changes nothing that is read, and leaves no tick of an hour that is over', async () => {
    const store = await setUp(id);
    const { knex, tiles, sliRevisionId } = store;
    let watermark = ORIGIN;
    for (const length of [15, 1, 40, 1, 30, 70]) {
      const range = minutes(watermark, length);
      const series = [
        tileSeries(range, t =>
          t % (7 * MINUTE_MS) === 0
            ? undefined
            : { bad: (t / MINUTE_MS) % 3, total: 2 + ((t / MINUTE_MS) % 11) },
        ),
      ];
      await tiles.appendTiles({ sliRevisionId, ...range, series });
      watermark = range.endMs;
    }
    const before = await read(store);
    const nowMs = ORIGIN + 2 * HOUR_MS;
    expect(await tiles.sealTiles(nowMs)).toBe(4);
    expect(await knex('tile_journal')).toHaveLength(2);
    expect(await read(store)).toEqual(before);
    expect(await tiles.sealTiles(nowMs)).toBe(0);
    expect(await tiles.sealTiles(nowMs + 2 * HOUR_MS)).toBe(2);
    expect(await read(store)).toEqual(before);
    expect(before.hours.known.reduce((sum, known) => sum + known, 0)).toBe(135);
  });

  it.each([
    ['Occurrences', undefined, 0],
    ['Timeslices', { lengthMs: 5 * MINUTE_MS, objective: 0.9 }, 30],
  ] as const)(
    'after a stop of five days keeps the minutes of %s where they are counted',
    async (method, slices, kept) => {
      const { tiles, sliRevisionId } = await setUp(id, { method, slices });
      const range = minutes(ORIGIN, 30);
      const series = [tileSeries(range)];
      await tiles.appendTiles({ sliRevisionId, ...range, series });
      await tiles.sealTiles(ORIGIN + 5 * DAY_MS);
      const [group] = await tiles.listGroups(sliRevisionId);
      const { total } = await tiles.readTiles(group, ORIGIN, range.endMs);
      expect(total.filter(count => !Number.isNaN(count))).toHaveLength(kept);
      const hours = await tiles.readHours(group, ORIGIN, range.endMs);
      expect(hours).toMatchObject([{ knownTiles: 29 }]);
    },
  );

  it('done twice, and cut off anywhere, loses and doubles nothing', async () => {
    const store = await setUp(id);
    const { knex, tiles, sliRevisionId } = store;
    const range = minutes(ORIGIN, 90);
    const series = ['a', 'b'].map(pod =>
      tileSeries(range, () => ({ bad: 1, total: 2 }), { pod }),
    );
    await tiles.appendTiles({ sliRevisionId, ...range, series });
    const before = await read(store);
    const seen = { statements: 0, failing: 0 };
    const failAt = ({ sql }: { sql: string }) => {
      if (/^(BEGIN|COMMIT|ROLLBACK)/i.test(sql)) {
        return;
      }
      seen.statements += 1;
      if (seen.statements === seen.failing) {
        throw new Error('connection lost');
      }
    };
    let sealed: number | undefined;
    for (
      seen.failing = 1;
      sealed === undefined && seen.failing < 30;
      seen.failing++
    ) {
      seen.statements = 0;
      knex.on('query', failAt);
      sealed = await tiles
        .sealTiles(ORIGIN + 3 * HOUR_MS)
        .catch(() => undefined);
      knex.removeListener('query', failAt);
      expect(await read(store)).toEqual(before);
    }
    expect([0, 1]).toContain(sealed);
    expect(seen.failing).toBeGreaterThan(6);
    expect(await knex('tile_journal')).toHaveLength(0);
  });

  it.each([
    ['a sealed hour', ORIGIN + 3 * HOUR_MS, 1],
    ['an hour that is not sealed', ORIGIN, 0],
  ])(
    'takes a repair of %s into the sums of all tiers',
    async (_, at, ticks) => {
      const store = await setUp(id);
      const { tiles, sliRevisionId } = store;
      const range = minutes(ORIGIN, 2);
      const series = [
        tileSeries(range, t =>
          t === ORIGIN ? { bad: 0, total: 0 } : undefined,
        ),
      ];
      await tiles.appendTiles({ sliRevisionId, ...range, series });
      expect(await tiles.sealTiles(at)).toBe(ticks);
      const gap = {
        sliRevisionIds: [sliRevisionId],
        watermarkMs: range.endMs,
      };
      await tiles.restartBackfill({ ...gap, originMs: ORIGIN + 2 * MINUTE_MS });
      const late = [tileSeries(range, () => ({ bad: 3, total: 9 }))];
      await tiles.backfillTiles({ sliRevisionId, ...range, series: late });
      const expectRepaired = async () => {
        const { hours, fiveMinutes } = await read(store);
        for (const { known, bad, total } of [hours, fiveMinutes]) {
          expect(known.reduce((sum, count) => sum + count, 0)).toBe(2);
          expect(bad.reduce((sum, count) => sum + count, 0)).toBe(6);
          expect(total.reduce((sum, count) => sum + count, 0)).toBe(18);
        }
      };
      await expectRepaired();
      await tiles.sealTiles(ORIGIN + 3 * HOUR_MS);
      await expectRepaired();
    },
  );
});

describe.each(databases.eachSupportedId())('A lost lease on %s', id => {
  it('stops every write, and leaves no trace of it', async () => {
    const { knex, slos, tiles, sliRevisionId } = await setUp(id);
    const leases = DatabaseLeaseStore.create({ knex });
    const lost = await leases.acquire('tick', 'one', 0);
    const held = await leases.acquire('tick', 'two', MINUTE_MS);
    const range = minutes(ORIGIN, 2);
    const older = minutes(ORIGIN - 2 * MINUTE_MS, 2);
    const write = { sliRevisionId, ...range, series: [tileSeries(range)] };
    const past = { sliRevisionId, ...older, series: [tileSeries(older)] };
    const restart = {
      sliRevisionIds: [sliRevisionId],
      watermarkMs: ORIGIN,
      originMs: ORIGIN + DAY_MS,
    };
    const before = await snapshot(knex);
    const problem = { code: 'timeout', message: 'Slow' } as const;
    for (const stale of [
      tiles.appendTiles(write, lost),
      tiles.backfillTiles(past, lost),
      tiles.restartBackfill(restart, lost),
      slos.recordProblem([sliRevisionId], problem, { nowMs: 0, fence: lost }),
    ]) {
      await expect(stale).rejects.toThrow(LeaseLostError);
    }
    expect(await snapshot(knex)).toEqual(before);
    await expect(tiles.appendTiles(write, held)).resolves.toBe('written');
    await expect(tiles.sealTiles(ORIGIN + DAY_MS, lost)).rejects.toThrow(
      LeaseLostError,
    );
    expect(await tiles.sealTiles(ORIGIN + DAY_MS, held)).toBe(1);
  });
});

describe('tiles in any order of chunks', () => {
  it('add up to what was written', async () => {
    const { tiles, sliRevisionId } = await setUp('SQLITE_3');
    const count = fc.option(
      fc.record({ bad: fc.nat(50), total: fc.integer({ min: 50, max: 999 }) }),
      { nil: undefined },
    );
    let watermark = ORIGIN;
    await fc.assert(
      fc.asyncProperty(
        fc.array(count, { minLength: 1, maxLength: 150 }),
        async counts => {
          const range = minutes(watermark, counts.length);
          const at = (t: number) => counts[(t - range.startMs) / MINUTE_MS];
          await tiles.appendTiles({
            sliRevisionId,
            ...range,
            series: [tileSeries(range, at)],
          });
          watermark = range.endMs;
          const [group] = await tiles.listGroups(sliRevisionId);
          const read = group
            ? await tiles.readTiles(group, range.startMs, range.endMs)
            : tileSeries(range, () => undefined);
          expect([...read.total]).toEqual(counts.map(c => c?.total ?? NaN));
          expect([...read.bad]).toEqual(counts.map(c => c?.bad ?? NaN));
        },
      ),
      { numRuns: 25 },
    );
  });
});
