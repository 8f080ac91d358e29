import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleService, exampleSpec } from '../__testUtils__/examples';
import { tileSeries } from '../__testUtils__/FakeDataSource';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';
import { DatabaseServiceStore } from '../services/DatabaseServiceStore';
import { DatabaseSloStore } from '../slos/DatabaseSloStore';
import { DatabaseTileStore } from '../tiles/DatabaseTileStore';
import { coverParts, partsOf } from './ExcludedPart';
import { ExcludedTiles } from './ExcludedTiles';

jest.setTimeout(60_000);

const ORIGIN = Date.UTC(2026, 2, 10, 12);

describe.each(databases.eachSupportedId())('ExcludedTiles on %s', id => {
  it('are exact where tiles are kept, and whole hours where they are not', async () => {
    const knex = await createDatabase(id);
    const services = DatabaseServiceStore.create({ knex, historyMs: DAY_MS });
    await services.saveService(
      exampleService(exampleSpec('a'), ORIGIN),
      ORIGIN,
    );
    const [{ sliRevisionId }] = await DatabaseSloStore.create({
      knex,
    }).listActive();
    const tiles = DatabaseTileStore.create({ knex });
    const oldMs = ORIGIN - 36 * DAY_MS;
    const range = {
      startMs: oldMs,
      endMs: oldMs + 4 * HOUR_MS,
      stepMs: MINUTE_MS,
    };
    const write = async (from: typeof range) =>
      tiles.backfillTiles({
        sliRevisionId,
        ...from,
        series: [tileSeries(from)],
      });
    const recent = {
      startMs: ORIGIN - 4 * HOUR_MS,
      endMs: ORIGIN,
      stepMs: MINUTE_MS,
    };
    expect(await write(recent)).toBe('written');
    await knex('sli_revisions').update({ backfill_reached_ms: range.endMs });
    expect(await write(range)).toBe('written');
    await tiles.purgeTiles(ORIGIN);
    const [group] = await tiles.listGroups(sliRevisionId);

    const parts = partsOf(
      [
        { startMs: oldMs + MINUTE_MS, endMs: oldMs + 2 * MINUTE_MS },
        { startMs: oldMs + 30 * MINUTE_MS, endMs: oldMs + 70 * MINUTE_MS },
        { startMs: ORIGIN - 30 * MINUTE_MS, endMs: ORIGIN - 20 * MINUTE_MS },
      ],
      ORIGIN,
      tiles.retention,
    );
    const [tiers] = await tiles.readTiers(
      [group.id],
      coverParts(
        {
          startMs: ORIGIN,
          fiveMinutesFromMs: ORIGIN,
          minutesFromMs: ORIGIN,
          endMs: ORIGIN,
        },
        parts,
      ),
    );
    const excluded = ExcludedTiles.of(tiers, parts);
    const sums = (minutes: number) => ({
      bad: minutes,
      total: 100 * minutes,
      knownTiles: minutes,
      expectedTiles: minutes,
    });
    const all = { startMs: oldMs, endMs: ORIGIN };
    expect(excluded.sums(all)).toEqual(sums(2 * 60 + 10));
    expect(excluded.sums({ ...all, startMs: oldMs + HOUR_MS })).toEqual(
      sums(60 + 10),
    );
    expect(excluded.sums({ ...all, startMs: ORIGIN - 25 * MINUTE_MS })).toEqual(
      sums(5),
    );
  });
});
