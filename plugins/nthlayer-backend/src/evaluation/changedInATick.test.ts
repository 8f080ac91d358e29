import { TestDatabaseId } from '@backstage/backend-test-utils';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec } from '../__testUtils__/examples';
import { BudgetAlerts } from '../budgetAlerts/BudgetAlerts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';

jest.setTimeout(120_000);

const { signal } = new AbortController();
const REF = 'component:default/a';

type Change = (ledger: Ledger) => Promise<unknown>;
type Ledger = Awaited<ReturnType<typeof setUp>>;

/** A service all of whose events are good, until they are bad. */
async function setUp(id: TestDatabaseId) {
  const budgetAlerts = { enabled: true, thresholds: [75], burn: false };
  const ledger = createLedger(await createDatabase(id), {
    historyMs: 2 * HOUR_MS,
    alerts: parts => BudgetAlerts.create({ ...parts, budgetAlerts }),
  });
  ledger.source().counts = () => ({ bad: 0, total: 100 });
  await ledger.add(exampleSpec('a'));
  await ledger.add(exampleSpec('b'));
  await ledger.backfill.run(signal);
  await ledger.tick.run(signal);
  ledger.source().counts = () => ({ bad: 100, total: 100 });
  return ledger;
}

const rename: Change = ({ add }) =>
  add(exampleSpec('a', { slos: [exampleSlo('a', { name: 'uptime' })] }));

const remove: Change = ({ clock, services }) =>
  services.deleteServices([REF], clock.nowMs);

/** Has something happen once at a place in the next tick. */
const PLACES: Record<string, (ledger: Ledger, change: Change) => void> = {
  'while tiles are read': (ledger, change) => {
    const source = ledger.source();
    const read = source.readTiles.bind(source);
    source.readTiles = async (...args) => {
      source.readTiles = read;
      const batch = await read(...args);
      await change(ledger);
      return batch;
    };
  },
  'when tiles have been written': (ledger, change) => {
    const { tiles } = ledger;
    const append = tiles.appendTick.bind(tiles);
    tiles.appendTick = async (...args) => {
      tiles.appendTick = append;
      const written = await append(...args);
      await change(ledger);
      return written;
    };
  },
  'before statuses are stored': (ledger, change) => {
    const { evaluations } = ledger;
    const save = evaluations.saveTable.bind(evaluations);
    evaluations.saveTable = async (...args) => {
      evaluations.saveTable = save;
      await change(ledger);
      return save(...args);
    };
  },
};

const CASES = databases
  .eachSupportedId()
  .flatMap(([id]) => Object.keys(PLACES).map(place => [id, place] as const));

describe.each(CASES)('On %s, %s', (id, place) => {
  async function tickWith(change: Change) {
    const ledger = await setUp(id);
    PLACES[place](ledger, change);
    const tick = async () => {
      ledger.clock.nowMs += MINUTE_MS;
      await ledger.tick.run(signal);
    };
    await tick();
    const entryOf = async (name: string) =>
      (await ledger.portfolio.list({ limit: 9 })).find(
        entry => entry.entityRef === `component:default/${name}`,
      );
    const orphans = () =>
      ledger
        .knex('budget_crossings')
        .whereNotIn(
          'slo_id',
          ledger.knex('slos').whereNull('retired_at_ms').select('id'),
        );
    return { ...ledger, entryOf, orphans, tick };
  }

  it('an SLO is renamed: the old name is told no more, the new one not before it is known', async () => {
    const { backfill, entryOf, knex, orphans, slos, tick } = await tickWith(
      rename,
    );
    for (const { slo, status } of await slos.listStatuses([REF])) {
      expect([slo, status.state]).toEqual(['uptime', 'unknown']);
    }
    expect(await entryOf('a')).toMatchObject({ state: 'unknown' });
    expect((await entryOf('a'))?.worst?.slo).not.toBe('availability');
    expect(await orphans()).toEqual([]);

    await backfill.run(signal);
    await tick();
    const statuses = await slos.listStatuses([REF]);
    expect(statuses.map(({ slo }) => slo)).toEqual(['uptime']);
    expect(statuses[0].status.state).toBe('exhausted');
    const entry = await entryOf('a');
    expect(entry).toMatchObject({
      state: 'exhausted',
      worst: { slo: 'uptime' },
    });
    const notices = await knex('budget_notices').where('entity_ref', REF);
    expect(notices.map(({ notice }) => JSON.parse(notice).slo)).toEqual([
      'uptime',
    ]);
    expect(await orphans()).toEqual([]);
  });

  it('a service is deleted: nothing is told of it, and in the end nothing is left', async () => {
    const { clock, entryOf, knex, services, slos, tick, tiles } =
      await tickWith(remove);
    expect(await entryOf('a')).toBeUndefined();
    expect(await slos.listActive({ entityRefs: [REF] })).toEqual([]);
    await tick();
    expect(await entryOf('a')).toBeUndefined();
    expect(await entryOf('b')).toMatchObject({ stale: expect.anything() });
    const notices = await knex('budget_notices').where('entity_ref', REF);
    expect(notices).toEqual([]);

    clock.nowMs += 36 * DAY_MS;
    await tiles.sealTiles(clock.nowMs);
    await services.purgeServices(clock.nowMs);
    await tick();
    const [{ count }] = await knex('sli_revisions').count({ count: '*' });
    expect(Number(count)).toBe(1);
    const groups = await knex('tile_groups').pluck('id');
    expect(groups).toHaveLength(1);
    expect(await knex('tile_chunks').whereNotIn('group_id', groups)).toEqual(
      [],
    );
    expect(await knex('slos').pluck('entity_ref')).toEqual([
      'component:default/b',
    ]);
    expect(
      await knex('budget_crossings').whereNotIn(
        'slo_id',
        knex('slos').select('id'),
      ),
    ).toEqual([]);
  });
});
