import { Knex } from 'knex';
import { countsOfTime } from './__testUtils__/countsOfTime';
import {
  addSpender,
  crashLedger,
  SPENDER,
  timesTold,
} from './__testUtils__/crashLedger';
import { exampleSlo, exampleSpec } from './__testUtils__/examples';
import { logStatuses, timesExhausted } from './__testUtils__/logStatuses';
import {
  describeWithPostgres,
  RestartablePostgres,
} from './__testUtils__/RestartablePostgres';
import { migrateDatabase } from './database/migrateDatabase';
import { HOUR_MS, MINUTE_MS } from './durations';
import { BudgetEvaluator } from './evaluation/BudgetEvaluator';

jest.setTimeout(120_000);

const { signal } = new AbortController();
/** A tick and the back-fill after it send more statements. */
const LEAST_STATEMENTS = 12;
/** The database ends at every so many of them. */
const EVERY = 4;

/** The ledger of one process, from which the database is taken away again and again. */
async function setUp(server: RestartablePostgres) {
  const knex = server.connect();
  await migrateDatabase(knex);
  const ledger = crashLedger(knex, 2 * HOUR_MS);
  const latency = exampleSlo('a', { name: 'latency' });
  await ledger.add(exampleSpec('a', { slos: [exampleSlo('a'), latency] }));
  await addSpender(knex);
  await logStatuses(knex);
  const turn = async (minutes = 1) => {
    ledger.clock.nowMs += minutes * MINUTE_MS;
    // who runs a job logs that it failed, and runs it again
    await ledger.tick.run(signal).catch(() => {});
    await ledger.backfill.run(signal).catch(() => {});
  };
  const [{ progress }] = await ledger.slos.listActive();
  return { ...ledger, turn, fromMs: progress.backfillFromMs };
}

type Ledger = Awaited<ReturnType<typeof setUp>>;

/** Every tile up to now is there once, what is told follows from it, and figures are those of the store. */
async function expectNothingLost(ledger: Ledger): Promise<void> {
  const { clock, fromMs, knex, slos, sources, tiles } = ledger;
  const endMs = sources.newestTileEnd('main', clock.nowMs);
  const entityRefs = ['component:default/a'];
  const active = await slos.listActive({ entityRefs });
  expect(active).toHaveLength(2);
  for (const { progress, problem, slo, sliRevisionId } of active) {
    expect(problem).toBeUndefined();
    expect(progress.watermarkMs).toBe(endMs);
    expect(progress.backfillReachedMs).toBe(progress.backfillFromMs);
    const [group, ...others] = await tiles.listGroups(sliRevisionId);
    expect(others).toEqual([]);
    const { bad, total } = await tiles.readTiles(group, fromMs, endMs);
    const truth = Array.from(total, (_, tile) =>
      countsOfTime(fromMs + tile * MINUTE_MS, slo.sli),
    );
    expect([...total]).toEqual(truth.map(counts => counts?.total ?? NaN));
    expect([...bad]).toEqual(truth.map(counts => counts?.bad ?? NaN));
    const hours = await tiles.readHours(group, fromMs, endMs);
    const known = hours.reduce((sum, hour) => sum + hour.knownTiles, 0);
    expect(known).toBe(truth.filter(counts => counts).length);
  }
  expect(await timesTold(knex)).toEqual(
    await timesExhausted(knex, `component:default/${SPENDER}`),
  );
  const kept = await slos.listStatuses(entityRefs);
  const fresh = BudgetEvaluator.create({ ...ledger, tickMs: MINUTE_MS });
  await fresh.evaluate(await slos.listActive());
  expect(kept).toEqual(await slos.listStatuses(entityRefs));
}

/** Ends the server when so many statements have been sent; `end` tells whether there were so many. */
function killAt(server: RestartablePostgres, knex: Knex, count: number) {
  let left = count;
  let killed: Promise<void> | undefined;
  const onQuery = () => {
    left -= 1;
    if (left === 0) {
      killed = server.kill();
    }
  };
  knex.on('query', onQuery);
  return {
    end: async () => {
      knex.removeListener('query', onQuery);
      await killed;
      return killed !== undefined;
    },
  };
}

describeWithPostgres('A PostgreSQL that ends and comes back', () => {
  let server: RestartablePostgres;

  beforeAll(async () => {
    server = await RestartablePostgres.create();
  });
  afterAll(() => server?.remove());

  it('loses no tile and no notice, and counts none twice', async () => {
    const ledger = await setUp(server);
    const { turn } = ledger;
    await turn();
    await expectNothingLost(ledger);

    await server.kill();
    await turn();
    await turn();
    await server.start();
    await turn();
    await expectNothingLost(ledger);

    let isCut = true;
    let at = 1;
    for (; isCut; at += EVERY) {
      const cut = killAt(server, ledger.knex, at);
      // a longer gap is left to the back-fill, which is cut off in its turn
      await turn(at % 3 === 0 ? 20 : 1);
      isCut = await cut.end();
      if (isCut) {
        await server.start();
      }
      await turn();
      await turn();
      await expectNothingLost(ledger);
    }
    expect(at).toBeGreaterThan(LEAST_STATEMENTS);
  });
});
