import { createDatabase, databases } from '../../__testUtils__/databases';
import { createLedger } from '../../__testUtils__/createLedger';
import { countsOfTime } from '../../__testUtils__/countsOfTime';
import { exampleSlo, exampleSpec } from '../../__testUtils__/examples';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../durations';
import { BudgetEvaluator } from '../BudgetEvaluator';

jest.setTimeout(60_000);

const { signal } = new AbortController();

type Ledger = ReturnType<typeof createLedger>;

/** The statuses that rolled along, and those that are made from the store alone. */
async function bothStatuses(ledger: Ledger) {
  const rolled = await ledger.slos.listStatuses(['component:default/a']);
  const fresh = BudgetEvaluator.create({ ...ledger, tickMs: MINUTE_MS });
  await fresh.evaluate(await ledger.slos.listActive());
  const stored = await ledger.slos.listStatuses(['component:default/a']);
  return { rolled, stored };
}

async function expectSame(ledger: Ledger) {
  const { rolled, stored } = await bothStatuses(ledger);
  expect(rolled).toHaveLength(2);
  expect(rolled).toEqual(stored);
}

async function setUp(id: 'SQLITE_3' | 'POSTGRES_15') {
  const ledger = createLedger(await createDatabase(id), {
    historyMs: 2 * DAY_MS,
  });
  ledger.source().counts = countsOfTime;
  const week = exampleSlo('a', {
    name: 'week',
    window: { type: 'rolling', durationMs: 7 * DAY_MS },
  });
  await ledger.add(exampleSpec('a', { slos: [exampleSlo('a'), week] }));
  await ledger.backfill.run(signal);
  return ledger;
}

describe.each(databases.eachSupportedId())('Rolling sums on %s', id => {
  it('are those of the store while time goes on, and read it once', async () => {
    const ledger = await setUp(id as 'SQLITE_3');
    const readTiers = jest.spyOn(ledger.tiles, 'readTiers');
    for (let turn = 0; turn < 70; turn++) {
      ledger.clock.nowMs += MINUTE_MS;
      await ledger.tick.run(signal);
      if (turn === 40) {
        await ledger.tiles.sealTiles(ledger.clock.nowMs + HOUR_MS);
      }
    }
    expect(readTiers).toHaveBeenCalledTimes(1);
    await expectSame(ledger);
  });

  it('follow late tiles, long gaps, other replicas and changes of the window', async () => {
    const ledger = await setUp(id as 'SQLITE_3');
    const tick = async (minutes: number) => {
      ledger.clock.nowMs += minutes * MINUTE_MS;
      await ledger.tick.run(signal);
    };
    await tick(1);
    const problem = { code: 'timeout', message: 'Slow' } as const;
    ledger.source().problem = { problem };
    await tick(3);
    await expectSame(ledger);
    ledger.source().problem = undefined;
    await tick(1);
    await expectSame(ledger);

    await tick(5 * 60);
    await ledger.backfill.run(signal);
    await tick(1);
    await expectSame(ledger);

    const other = createLedger(ledger.knex);
    other.source().counts = countsOfTime;
    other.clock.nowMs = ledger.clock.nowMs + 2 * MINUTE_MS;
    await other.tick.run(signal);
    await tick(3);
    await expectSame(ledger);

    const day = { type: 'rolling', durationMs: DAY_MS } as const;
    const slos = [
      exampleSlo('a', { window: day }),
      exampleSlo('a', { name: 'week', objective: 0.5 }),
    ];
    await ledger.add(exampleSpec('a', { slos }));
    await tick(1);
    await expectSame(ledger);
  });

  it('are of what another replica has read, where there is nothing left to read', async () => {
    const ledger = await setUp(id as 'SQLITE_3');
    const other = createLedger(ledger.knex);
    const counts = () => ({ bad: 1, total: 10 });
    ledger.source().counts = counts;
    other.source().counts = counts;
    for (let minute = 0; minute < 3; minute++) {
      ledger.clock.nowMs += MINUTE_MS;
      await ledger.tick.run(signal);
    }
    other.clock.nowMs = ledger.clock.nowMs + MINUTE_MS;
    await other.tick.run(signal);
    ledger.clock.nowMs += MINUTE_MS;
    await ledger.tick.run(signal);
    await expectSame(ledger);
  });

  it('follow an objective with which other alerts can fire', async () => {
    const ledger = await setUp(id as 'SQLITE_3');
    const burnWindows = async () => {
      ledger.clock.nowMs += MINUTE_MS;
      await ledger.tick.run(signal);
      const { burn } = (await ledger.statusOf('a'))!;
      return burn.map(({ windowMs }) => windowMs);
    };
    const before = await burnWindows();
    const week = exampleSlo('a', {
      name: 'week',
      window: { type: 'rolling', durationMs: 7 * DAY_MS },
    });
    const slos = [exampleSlo('a', { objective: 0.5 }), week];
    await ledger.add(exampleSpec('a', { slos }));
    expect(await burnWindows()).not.toEqual(before);
    await expectSame(ledger);
  });
});
