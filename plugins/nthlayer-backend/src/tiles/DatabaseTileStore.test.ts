import { TestDatabaseId } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleService, exampleSpec } from '../__testUtils__/examples';
import { tileSeries } from '../__testUtils__/FakeDataSource';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';
import { DatabaseServiceStore } from '../services/DatabaseServiceStore';
import { DatabaseSloStore } from '../slos/DatabaseSloStore';
import { DatabaseTileStore } from './DatabaseTileStore';

jest.setTimeout(120_000);

const ORIGIN = Date.UTC(2026, 2, 10, 11, 59);

async function setUp(id: TestDatabaseId) {
  const knex = await createDatabase(id);
  const services = DatabaseServiceStore.create({ knex, historyMs: DAY_MS });
  await services.saveService(
    exampleService(exampleSpec('payment-api'), ORIGIN),
    ORIGIN,
  );
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
    revisions: await knex('sli_revisions').select(
      'watermark_ms',
      'backfill_reached_ms',
    ),
    groups: await knex('tile_groups').select('labels'),
    hours: await knex('tile_hours').orderBy(['group_id', 'hour_ms']),
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
    expect(seen.statements).toBeGreaterThanOrEqual(7);
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
      sliRevisionId,
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
    const gap = { sliRevisionId, watermarkMs: ORIGIN, originMs };
    await expect(tiles.restartBackfill(gap)).resolves.toBe('written');
    await expect(tiles.restartBackfill(gap)).resolves.toBe('superseded');
    const [{ progress }] = await slos.listActive();
    expect(progress).toEqual({
      watermarkMs: originMs,
      backfillOriginMs: originMs,
      backfillReachedMs: originMs,
      backfillFromMs: ORIGIN,
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
        sliRevisionId,
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

  it('drops single tiles after 35 days and sums after 400', async () => {
    const { knex, tiles, sliRevisionId } = await setUp(id);
    const range = minutes(ORIGIN, 1);
    await tiles.appendTiles({
      sliRevisionId,
      ...range,
      series: [tileSeries(range)],
    });
    const [group] = await tiles.listGroups(sliRevisionId);
    const sums = () => tiles.readHours(group, ORIGIN - HOUR_MS, range.endMs);

    expect(await tiles.purgeTiles(ORIGIN + 35 * DAY_MS)).toBe(0);
    expect(await tiles.purgeTiles(ORIGIN + 36 * DAY_MS)).toBe(1);
    expect(await knex('tile_hours').whereNotNull('tiles')).toHaveLength(0);
    expect(await sums()).toHaveLength(1);
    expect(await tiles.purgeTiles(ORIGIN + 401 * DAY_MS)).toBe(1);
    expect(await sums()).toHaveLength(0);
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
