import { TestDatabaseId } from '@backstage/backend-test-utils';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleService, exampleSpec } from '../__testUtils__/examples';
import { tileSeries } from '../__testUtils__/FakeDataSource';
import { DAY_MS, MINUTE_MS } from '../durations';
import { DatabaseServiceStore } from '../services/DatabaseServiceStore';
import { DatabaseSloStore } from '../slos/DatabaseSloStore';
import { DatabaseTileStore } from './DatabaseTileStore';
import { GroupName } from './GroupName';
import { TierRoom } from './TierRoom';

jest.setTimeout(120_000);

const ORIGIN = Date.UTC(2026, 2, 10, 11, 58);
const SERVICES = ['one', 'two', 'three'];

async function setUp(id: TestDatabaseId) {
  const knex = await createDatabase(id);
  const services = DatabaseServiceStore.create({ knex, historyMs: DAY_MS });
  for (const name of SERVICES) {
    const service = exampleService(exampleSpec(name), ORIGIN);
    await services.saveService(service, ORIGIN);
  }
  const slos = DatabaseSloStore.create({ knex });
  const active = await slos.listActive();
  return {
    revisions: active.map(({ sliRevisionId }) => sliRevisionId),
    tiles: DatabaseTileStore.create({ knex }),
  };
}

describe.each(databases.eachSupportedId())('ticks in tables on %s', id => {
  it('are stored as those that come revision by revision', async () => {
    const { tiles, revisions } = await setUp(id);
    const [first, second, third] = revisions;
    const names: GroupName[] = [
      { sliRevisionId: second, labels: {} },
      { sliRevisionId: first, labels: {} },
      { sliRevisionId: first, labels: { zone: 'b' } },
    ];
    const sliRevisionIds = [first, second];
    const endMs = ORIGIN + 2 * MINUTE_MS;
    const range = { startMs: ORIGIN, endMs, stepMs: MINUTE_MS };
    const written = await tiles.appendTick({
      startMs: ORIGIN,
      endMs,
      slis: [{ sliRevisionId: third, series: [tileSeries(range)] }],
      table: {
        ...{ sliRevisionIds, names, tiles: 2 },
        // the second is more than there can be, of the last group nothing is known
        bad: Float64Array.of(1, 9, NaN, 0, NaN, NaN),
        total: Float64Array.of(5, 7, NaN, 3, NaN, NaN),
      },
    });
    expect([...written].sort((a, b) => a - b)).toEqual(revisions);
    const groups = await tiles.listGroupsOf(revisions);
    expect(revisions.map(each => groups.get(each)?.length)).toEqual([1, 1, 1]);
    const read = async (revision: number) => {
      const [group] = groups.get(revision)!;
      const { bad, total } = await tiles.readTiles(group, ORIGIN, endMs);
      return [[...bad], [...total]];
    };
    expect(await read(first)).toEqual([
      [NaN, 0],
      [NaN, 3],
    ]);
    expect(await read(second)).toEqual([
      [1, NaN],
      [5, NaN],
    ]);
    expect(await read(third)).toEqual([
      [1, 1],
      [100, 100],
    ]);

    const later = { startMs: endMs, endMs: endMs + MINUTE_MS };
    const table = { sliRevisionIds, names, tiles: 1 };
    const counts = Float64Array.of(1, 2, 3);
    const next = { ...table, bad: counts, total: counts };
    // somebody else has read the first one meanwhile
    await tiles.appendTiles({ sliRevisionId: first, ...later, series: [] });
    expect(await tiles.appendTick({ ...later, slis: [], table: next })).toEqual(
      [second],
    );
    expect(await tiles.listGroups(first)).toHaveLength(1);
    const [{ total }] = await Promise.all([
      tiles.readTiles(groups.get(second)![0], endMs, later.endMs),
    ]);
    expect([...total]).toEqual([1]);
  });

  it('are read from the database once for many groups', async () => {
    const { tiles, revisions } = await setUp(id);
    for (let minute = 0; minute < 3; minute++) {
      const startMs = ORIGIN + minute * MINUTE_MS;
      await tiles.appendTick({
        startMs,
        endMs: startMs + MINUTE_MS,
        slis: [],
        table: {
          sliRevisionIds: revisions,
          names: revisions.map(sliRevisionId => ({
            sliRevisionId,
            labels: {},
          })),
          tiles: 1,
          bad: Float64Array.from(revisions, (_, index) => index),
          total: Float64Array.from(
            revisions,
            (_, index) => 10 + minute + index,
          ),
        },
      });
    }
    const endMs = ORIGIN + 3 * MINUTE_MS;
    const range = {
      startMs: ORIGIN - DAY_MS,
      fiveMinutesFromMs: ORIGIN - DAY_MS,
      minutesFromMs: ORIGIN,
      endMs,
    };
    const groups = await tiles.listGroupsOf(revisions);
    const ids = revisions.map(each => groups.get(each)![0].id);
    const apart = await Promise.all(
      ids.map(async group => (await tiles.readTiers([group], range))[0]),
    );
    const unpacked = new Map();
    const first = await tiles.readTiers([ids[0]], range, unpacked);
    expect(unpacked.size).toBe(3);
    const others = await tiles.readTiers(ids.slice(1), range, unpacked);
    expect([...first, ...others]).toEqual(apart);
    expect(apart[2].hours.total.reduce((sum, each) => sum + each)).toBe(
      12 + 13 + 14,
    );
    const room = new TierRoom();
    for (const [index, group] of ids.entries()) {
      const [read] = await tiles.readTiers([group], range, undefined, room);
      expect(read).toEqual(apart[index]);
    }
  });
});
