import { CompositeSli, Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec } from '../__testUtils__/examples';
import { BudgetAlerts } from '../budgetAlerts/BudgetAlerts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';

jest.setTimeout(120_000);

const { signal } = new AbortController();
const WINDOW = { type: 'rolling', durationMs: DAY_MS } as const;
/** More than one shard. */
const SERVICES = 30;

type Ledger = ReturnType<typeof createLedger>;

function compositeOf(...members: string[]): CompositeSli {
  return {
    kind: 'composite',
    formula: 'sum',
    groupBy: [],
    members: members.map(slo => ({ slo, weight: 1 })),
  };
}

/** One SLO of every sort, and a composite that is made of another one. */
function slosOf(service: string) {
  const make = (name: string, overrides: object = {}) =>
    exampleSlo(service, { name, window: WINDOW, ...overrides });
  const { sli } = exampleSlo(service);
  return [
    make('outer', { sli: compositeOf('journey', 'availability') }),
    make('journey', { sli: compositeOf('availability', 'latency') }),
    make('availability'),
    make('latency'),
    make('routes', { sli: { ...sli, groupBy: ['route'] } }),
    make('slices', {
      method: 'Timeslices',
      slices: { lengthMs: 5 * MINUTE_MS, objective: 0.9 },
    }),
  ];
}

const groupsOf = ({ groupBy }: Sli) =>
  groupBy.length > 0 ? [{ route: '/pay' }, { route: '/refund' }] : [{}];

describe.each(databases.eachSupportedId())('A tick on %s', id => {
  async function setUp(services = SERVICES): Promise<Ledger> {
    const budgetAlerts = { enabled: true, thresholds: [75], burn: true };
    const ledger = createLedger(await createDatabase(id), {
      historyMs: 2 * HOUR_MS,
      alerts: parts => BudgetAlerts.create({ ...parts, budgetAlerts }),
    });
    ledger.source().groupsOf = groupsOf;
    ledger.source().counts = () => ({ bad: 0, total: 100 });
    const { clock } = ledger;
    const startMs = clock.nowMs - HOUR_MS;
    for (let service = 0; service < services; service++) {
      const name = `s${service}`;
      await ledger.add(exampleSpec(name, { slos: slosOf(name) }));
      if (service % 2 === 0) {
        await ledger.exclusions.add({
          ...{ id: name, entityRef: `component:default/${name}` },
          ...{ environment: 'default', name: 'nightly', reason: 'backup' },
          ...{ author: 'user:default/mock', createdAtMs: 0 },
          ...{ startMs, endMs: startMs + HOUR_MS / 2, rrule: 'FREQ=DAILY' },
        });
      }
    }
    await ledger.backfill.run(signal);
    for (let turn = 0; turn < 3; turn++) {
      await tickOf(ledger);
    }
    return ledger;
  }

  async function tickOf({ clock, tick }: Ledger) {
    clock.nowMs += MINUTE_MS;
    await tick.run(signal);
  }

  async function sqlOf(ledger: Ledger, work: () => Promise<void>) {
    const sql: string[] = [];
    const note = (query: { sql: string }) => sql.push(query.sql);
    ledger.knex.on('query', note);
    await work();
    ledger.knex.removeListener('query', note);
    return sql;
  }

  const transactions = (sql: readonly string[]) =>
    sql.filter(text => /^begin/i.test(text)).length;

  const watermarks = async ({ slos }: Ledger) =>
    new Set(
      (await slos.listActive()).map(({ progress }) => progress.watermarkMs),
    );

  it('is two transactions and as few statements with composites, groups, slices, exclusions and notices', async () => {
    const ledger = await setUp();
    const sql = await sqlOf(ledger, () => tickOf(ledger));
    expect(transactions(sql)).toBe(2);
    // cursors and lists, shards of tiles and of statuses; none for each SLO
    expect(sql.length).toBeLessThanOrEqual(20);
    expect((await watermarks(ledger)).size).toBe(1);

    // budgets are spent: notices are told in the same transactions
    ledger.source().counts = () => ({ bad: 100, total: 100 });
    const spending = await sqlOf(ledger, () => tickOf(ledger));
    expect(transactions(spending)).toBe(2);
    for (let minute = 1; minute < 10; minute++) {
      await tickOf(ledger);
    }
    const told = await ledger.knex('budget_notices').pluck('notice');
    const burning = (service: string) =>
      new Set(
        told
          .map(notice => JSON.parse(notice))
          .filter(
            ({ entityRef, levels }) =>
              entityRef.endsWith(`/${service}`) && levels.includes('page-fast'),
          )
          .map(({ slo }) => slo),
      );
    const all = slosOf('a')
      .map(({ name }) => name)
      .filter(name => name !== 'slices')
      .sort();
    // nothing is excluded of every other one
    for (const service of ['s0', 's1']) {
      expect([...burning(service)].sort()).toEqual(all);
    }
  });

  it('writes composites with what they are made of, or nothing of both', async () => {
    const ledger = await setUp(1);
    const before = await watermarks(ledger);
    const { tiles } = ledger;
    const append = tiles.appendTick.bind(tiles);
    tiles.appendTick = async (write, fence) => {
      tiles.appendTick = append;
      return append(write, fence ?? { job: 'tick', holder: 'x', epoch: 9 });
    };
    await tickOf(ledger);
    expect(await watermarks(ledger)).toEqual(before);

    await tickOf(ledger);
    const after = await watermarks(ledger);
    expect(after.size).toBe(1);
    expect([...after][0] - [...before][0]).toBe(2 * MINUTE_MS);
  });

  it('makes composites of what others have stored of their members', async () => {
    const ledger = await setUp(1);
    const { clock, slos, tiles } = ledger;
    const [latencyId] = (await slos.listActive())
      .filter(({ slo }) => slo.name === 'latency')
      .map(({ sliRevisionId }) => sliRevisionId);
    const problem = { code: 'query-failed', message: 'it failed' } as const;
    // somebody else reads one of them by itself for this very tick, and something else of it
    const append = tiles.appendTick.bind(tiles);
    let endMs = 0;
    tiles.appendTick = async (write, fence) => {
      tiles.appendTick = append;
      const { startMs } = write;
      endMs = write.endMs;
      await slos.recordProblem([latencyId], problem, { nowMs: clock.nowMs });
      const bad = Float64Array.of(7);
      const total = Float64Array.of(1000);
      const series = [{ group: {}, startMs, stepMs: MINUTE_MS, bad, total }];
      const slis = [{ sliRevisionId: latencyId, series }];
      await append({ startMs, endMs, slis });
      return append(write, fence);
    };
    await tickOf(ledger);
    await tickOf(ledger);
    expect((await watermarks(ledger)).size).toBe(1);
    const tileOf = async (name: string) => {
      const active = await slos.listActive();
      const one = active.find(({ slo }) => slo.name === name)!;
      const [group] = await tiles.listGroups(one.sliRevisionId);
      const stored = await tiles.readTiles(group, endMs - MINUTE_MS, endMs);
      return [stored.bad[0], stored.total[0]];
    };
    expect(await tileOf('latency')).toEqual([7, 1000]);
    expect(await tileOf('availability')).toEqual([0, 100]);
    expect(await tileOf('journey')).toEqual([7, 1100]);
    expect(await tileOf('outer')).toEqual([7, 1200]);

    // and then all of it is one transaction again
    await tickOf(ledger);
    const sql = await sqlOf(ledger, () => tickOf(ledger));
    expect(transactions(sql)).toBe(2);
  });

  it('notes a problem that lasts once', async () => {
    const ledger = await setUp(1);
    ledger.source().problem = {
      problem: { code: 'query-failed', message: 'many-to-many matching' },
      matches: sli => sli.groupBy.length > 0,
    };
    await tickOf(ledger);
    const [problem] = (await ledger.slos.listActive()).flatMap(slo =>
      slo.problem ? [slo.problem] : [],
    );
    await tickOf(ledger);
    const sql = await sqlOf(ledger, () => tickOf(ledger));
    expect(transactions(sql)).toBe(2);
    const still = (await ledger.slos.listActive()).flatMap(slo =>
      slo.problem ? [slo.problem] : [],
    );
    expect(still).toEqual([problem]);
  });
});
