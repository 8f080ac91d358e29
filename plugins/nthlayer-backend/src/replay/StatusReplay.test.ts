import { AlertTuning } from '@nthlayer/backstage-plugin-nthlayer-common';
import { countsOfTime } from '../__testUtils__/countsOfTime';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec } from '../__testUtils__/examples';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';
import { StatusReplay } from './StatusReplay';

jest.setTimeout(120_000);

const { signal } = new AbortController();
const place = {
  entityRef: 'component:default/a',
  environment: 'default',
};

async function setUp(id: Parameters<typeof createDatabase>[0]) {
  const ledger = createLedger(await createDatabase(id), {
    historyMs: 2 * DAY_MS,
  });
  ledger.source().counts = countsOfTime;
  const window = { type: 'rolling', durationMs: DAY_MS } as const;
  const specWith = (objective: number, alerts?: AlertTuning) =>
    exampleSpec('a', {
      slos: [exampleSlo('a', { objective, window, alerts })],
    });
  await ledger.add(specWith(0.99));
  await ledger.backfill.run(signal);
  await ledger.evaluator.evaluate(await ledger.slos.listActive());
  const replay = StatusReplay.create({ ...ledger, tickMs: MINUTE_MS });
  const tick = async (minutes: number) => {
    for (let turn = 0; turn < minutes; turn += 10) {
      ledger.clock.nowMs += 10 * MINUTE_MS;
      await ledger.tick.run(signal);
    }
  };
  return { ...ledger, replay, specWith, tick };
}

describe.each(databases.eachSupportedId())('StatusReplay on %s', id => {
  it('gives what was decided then, whatever has happened since', async () => {
    const { add, clock, exclusions, knex, replay, slos, specWith, ...ledger } =
      await setUp(id);
    const atMs = clock.nowMs;
    const then = await ledger.statusOf('a');
    await ledger.tick(60);
    await add(specWith(0.5));
    await exclusions.add({
      ...place,
      id: '1',
      name: 'upgrade',
      reason: 'said afterwards',
      author: 'user:default/mock',
      startMs: atMs - 2 * HOUR_MS,
      endMs: atMs - HOUR_MS,
      createdAtMs: clock.nowMs,
    });
    await ledger.evaluator.evaluate(await slos.listActive());
    const now = await ledger.statusOf('a');
    expect(now).toMatchObject({ objective: 0.5 });
    expect(now?.sums.excludedTiles).toBe(60);

    const before = await knex('status_figures');
    const { active, statuses } = await replay.replay({ ...place, atMs });
    expect(active[0].slo.objective).toBe(0.99);
    expect(statuses).toHaveLength(1);
    expect(statuses[0].status).toEqual(then);
    const current = await replay.replay({ ...place, atMs: clock.nowMs });
    expect(current.statuses[0].status).toEqual(now);
    expect(await knex('status_figures')).toEqual(before);
  });

  it('tells the burns of the alerts of then', async () => {
    const { add, clock, evaluator, replay, slos, specWith, ...ledger } =
      await setUp(id);
    const alerts = { burn: { 'page-fast': { longMs: 2 * HOUR_MS } } };
    const moments: { atMs: number; status: unknown }[] = [];
    for (const tuning of [undefined, alerts, undefined]) {
      await add(specWith(0.99, tuning));
      await evaluator.evaluate(await slos.listActive());
      const status = await ledger.statusOf('a');
      moments.push({ atMs: clock.nowMs, status });
      await ledger.tick(10);
    }
    const lengths = [];
    for (const { atMs, status } of moments) {
      const { active, statuses } = await replay.replay({ ...place, atMs });
      expect(statuses[0].status).toEqual(status);
      lengths.push(active[0].slo.alerts?.burn?.['page-fast']?.longMs);
    }
    expect(lengths).toEqual([undefined, 2 * HOUR_MS, undefined]);
  });

  it('shows no SLO at a moment when it was not there, however often it came back', async () => {
    const { add, clock, replay, services, slos, specWith, tick } = await setUp(
      id,
    );
    const [{ sliRevisionId }] = await slos.listActive();
    const without = { ...specWith(0.99), slos: [] };
    const changes = [
      () => add(without),
      () => services.deleteServices([place.entityRef], clock.nowMs),
      () => add(without),
    ];
    const moments: [atMs: number, shown: number][] = [[clock.nowMs, 1]];
    for (const takeOut of changes) {
      await tick(10);
      moments.push([clock.nowMs - 1, 1]);
      await takeOut();
      moments.push([clock.nowMs, 0]);
      await tick(10);
      moments.push([clock.nowMs - 1, 0]);
      await add(specWith(0.99));
      moments.push([clock.nowMs, 1]);
    }
    for (const [atMs, shown] of moments) {
      const { active, statuses } = await replay.replay({ ...place, atMs });
      expect([active.length, statuses.length]).toEqual([shown, shown]);
    }
    const [after] = await slos.listActive();
    expect(after.sliRevisionId).toBe(sliRevisionId);
  });

  it('knows nothing of groups of which none was seen, whatever missing data are', async () => {
    const { add, clock, replay, specWith, ...ledger } = await setUp(id);
    const [slo] = specWith(0.99).slos;
    const sli = { ...slo.sli, groupBy: ['route'] };
    ledger.source().groups = [];
    await add({
      ...specWith(0.99),
      slos: [exampleSlo('a', { sli, noData: 'bad' })],
    });
    await ledger.tick(60);
    const then = await ledger.statusOf('a');
    expect(then?.state).toBe('unknown');
    const { statuses } = await replay.replay({ ...place, atMs: clock.nowMs });
    expect(statuses.map(({ status }) => status)).toEqual([then]);
  });

  it('asks as often, however often time is excluded', async () => {
    const { clock, exclusions, knex, replay } = await setUp(id);
    const atMs = clock.nowMs;
    const count = async () => {
      let statements = 0;
      const add = () => {
        statements += 1;
      };
      knex.on('query', add);
      const { statuses } = await replay.replay({ ...place, atMs });
      knex.off('query', add);
      return { statements, excluded: statuses[0].status.sums.excludedTiles };
    };
    const plain = await count();
    const startMs = atMs - 3 * DAY_MS;
    await exclusions.add({
      ...place,
      ...{ id: '1', name: 'backup', reason: 'backup', createdAtMs: 0 },
      ...{ author: 'user:default/mock', rrule: 'FREQ=HOURLY;INTERVAL=4' },
      ...{ startMs, endMs: startMs + 10 * MINUTE_MS },
    });
    const often = await count();
    expect(often.excluded).toBeGreaterThanOrEqual(60);
    expect(often.statements).toBe(plain.statements);
  });

  it('reads longer slots where minutes are kept no longer, and says so', async () => {
    const { clock, replay, statusOf, tiles } = await setUp(id);
    const atMs = clock.nowMs;
    const then = (await statusOf('a'))!;
    for (const [days, slotMs] of [
      [10, 5 * MINUTE_MS],
      [60, HOUR_MS],
    ] as const) {
      clock.nowMs = atMs + days * DAY_MS;
      await tiles.purgeTiles(clock.nowMs);
      const { statuses } = await replay.replay({ ...place, atMs });
      const { status } = statuses[0];
      expect(status.window.resolutionMs).toBeGreaterThanOrEqual(slotMs);
      expect(status.window.startMs % slotMs).toBe(0);
      expect(status.window.endMs % slotMs).toBe(0);
      expect(status.coverage).toBeCloseTo(then.coverage, 1);
      expect(status.consumed! / then.consumed!).toBeCloseTo(1, 1);
      expect(status.evaluatedAtMs).toBe(atMs);
    }
  });

  it('knows nothing of before, and nothing of what has not come', async () => {
    const { clock, replay } = await setUp(id);
    const { nowMs } = clock;
    const early = await replay.replay({ ...place, atMs: nowMs - 1 });
    expect(early).toEqual({ active: [], statuses: [] });
    await expect(
      replay.replay({ ...place, atMs: nowMs + 1 }),
    ).rejects.toMatchObject({ name: 'InputError' });
  });
});
