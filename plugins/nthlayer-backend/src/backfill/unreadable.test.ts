import { mockServices } from '@backstage/backend-test-utils';
import { CompositeSli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec, serviceOf } from '../__testUtils__/examples';
import { BudgetAlerts } from '../budgetAlerts/BudgetAlerts';
import { DatabaseBudgetAlertStore } from '../budgetAlerts/DatabaseBudgetAlertStore';
import { HOUR_MS, MINUTE_MS } from '../durations';

jest.setTimeout(120_000);

const { signal } = new AbortController();
const problem = { code: 'query-failed', message: 'Corrupt block' } as const;
const journey: CompositeSli = {
  kind: 'composite',
  formula: 'worst',
  groupBy: [],
  members: [{ slo: 'availability', weight: 1 }],
};

/** A ledger whose source never answers for some hours of one service, nor for all older ones of another. */
async function setUp(
  id: Parameters<typeof createDatabase>[0],
  delayMs: number = 0,
) {
  const logger = mockServices.logger.mock();
  const budgetAlerts = { enabled: true, thresholds: [75], burn: false };
  const ledger = createLedger(await createDatabase(id), {
    historyMs: 36 * HOUR_MS,
    logger,
    alerts: parts => BudgetAlerts.create({ ...parts, budgetAlerts }),
  });
  const source = ledger.source();
  source.delayMs = delayMs;
  const startMs = ledger.clock.nowMs - 30 * HOUR_MS;
  const bad = { startMs, endMs: startMs + 2 * HOUR_MS, isMended: false };
  const read = source.readTiles.bind(source);
  source.readTiles = async (slis, range, options) => {
    const isBad = range.startMs < bad.endMs && !bad.isMended;
    source.problem = isBad
      ? {
          problem,
          matches: sli => serviceOf(sli) === 'b' || bad.startMs < range.endMs,
        }
      : undefined;
    return read(slis, range, options);
  };
  source.counts = () => ({ bad: 50, total: 100 });
  const made = exampleSlo('a', { name: 'journey', sli: journey });
  await ledger.add(exampleSpec('a', { slos: [exampleSlo('a'), made] }));
  await ledger.add(exampleSpec('b'));
  await ledger.backfill.run(signal);
  return { ...ledger, bad, logger };
}

type Ledger = Awaited<ReturnType<typeof setUp>>;

/** Lets time pass, with a tick and the back-fill every so often. */
async function pass({ backfill, clock, tick }: Ledger, minutes: number) {
  const untilMs = clock.nowMs + minutes * MINUTE_MS;
  while (clock.nowMs < untilMs) {
    clock.nowMs = Math.min(untilMs, clock.nowMs + 14 * MINUTE_MS);
    await tick.run(signal);
    await backfill.run(signal);
  }
}

/** The SLOs, with what of them was given up and how many minutes are unknown. */
async function lookAt({ backfillStore, slos, tiles }: Ledger) {
  return Promise.all(
    (await slos.listActive()).map(async active => {
      const { sliRevisionId, progress } = active;
      const [group] = await tiles.listGroups(sliRevisionId);
      const { backfillFromMs, watermarkMs } = progress;
      const [stretch, ...others] = await backfillStore.listUnreadable([
        sliRevisionId,
      ]);
      expect(others).toEqual([]);
      const { total } = await tiles.readTiles(
        group,
        backfillFromMs,
        watermarkMs,
      );
      const unknown = total.filter(Number.isNaN).length;
      return { ...active, stretch, unknown, tiles: total.length };
    }),
  );
}

async function crossings({ knex, slos }: Ledger) {
  const ids = (await slos.listActive()).map(({ sloId }) => sloId);
  return DatabaseBudgetAlertStore.create({ knex }).listCrossings(new Set(ids));
}

describe.each(databases.eachSupportedId())('History on %s', id => {
  it('that is never answered is given up after a day of tries, and read when somebody asks', async () => {
    const ledger = await setUp(id);
    const { backfillStore, bad, logger, slos } = ledger;
    await pass(ledger, 26 * 60);
    for (const held of await lookAt(ledger)) {
      const { progress, problem: told, stretch, tries, slo } = held;
      expect(progress.backfillReachedMs).toBeGreaterThanOrEqual(bad.endMs);
      expect(tries?.count).toBe(slo.name === 'journey' ? undefined : 6);
      expect(told?.message).toContain('History is not read');
      expect(stretch).toBeUndefined();
    }
    expect(await crossings(ledger)).toEqual([]);

    await pass(ledger, 4 * 60);
    const [one, made, other] = await lookAt(ledger);
    for (const { progress, problem: left, tries } of [one, made, other]) {
      expect(progress.backfillReachedMs).toBe(progress.backfillFromMs);
      expect(left).toBeUndefined();
      expect(tries?.count ?? 7).toBeGreaterThan(6);
    }
    expect(one.stretch).toMatchObject({ problem });
    expect(one.stretch.startMs).toBeLessThanOrEqual(bad.startMs);
    expect(one.stretch.endMs).toBeGreaterThanOrEqual(bad.endMs);
    const lostMs = one.stretch.endMs - one.stretch.startMs;
    expect(lostMs).toBeLessThanOrEqual(8 * HOUR_MS);
    expect(other.stretch).toMatchObject({
      startMs: other.progress.backfillFromMs,
      problem,
    });
    expect(one.unknown).toBe(lostMs / MINUTE_MS);
    expect(made.unknown).toBe(one.unknown);
    const { status } = (await slos.listStatuses(['component:default/a']))[0];
    expect(status.sums.knownTiles).toBe(one.tiles - one.unknown);
    const levels = (await crossings(ledger)).map(({ level }) => level);
    expect(new Set(levels)).toEqual(new Set(['budget-75']));
    expect(levels).toHaveLength(3);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/given up and stays unknown.*Corrupt block/),
    );

    bad.isMended = true;
    const ids = [one, made].map(({ sliRevisionId }) => sliRevisionId);
    expect(await backfillStore.readAgain([ids[1]])).toEqual([]);
    expect((await backfillStore.readAgain(ids)).sort()).toEqual(ids);
    expect(await backfillStore.readAgain(ids)).toEqual([]);
    await pass(ledger, 1);
    const mended = (await lookAt(ledger)).slice(0, 2);
    for (const { progress, stretch, unknown } of mended) {
      expect(progress.backfillReachedMs).toBe(progress.backfillFromMs);
      expect(stretch).toBeUndefined();
      expect(unknown).toBe(0);
    }
  });

  it('that is read again between two ticks is in the next one', async () => {
    const ledger = createLedger(await createDatabase(id), {
      historyMs: 6 * HOUR_MS,
    });
    const { backfill, backfillStore, clock, slos, statusOf, tick } = ledger;
    const window = { type: 'rolling', durationMs: 6 * HOUR_MS } as const;
    const slo = exampleSlo('a', { window });
    await ledger.add(exampleSpec('a', { slos: [slo] }));
    const next = async () => {
      clock.nowMs += MINUTE_MS;
      await tick.run(signal);
      return (await statusOf('a'))?.sums.knownTiles;
    };
    const [{ sliRevisionId, progress }] = await slos.listActive();
    await backfillStore.giveUp({
      sliRevisionId,
      startMs: progress.backfillFromMs,
      endMs: progress.backfillReachedMs,
      problem,
      givenUpAtMs: clock.nowMs,
    });
    await next();
    expect(await next()).toBe(2);
    await backfillStore.readAgain([sliRevisionId]);
    await backfill.run(signal);
    expect(await next()).toBe(6 * 60);
  });

  it('is not given up for an outage of its data source', async () => {
    const ledger = await setUp(id);
    const { bad, clock } = ledger;
    await pass(ledger, 15);
    const [before] = await lookAt(ledger);
    expect(before.tries?.count).toBeGreaterThan(0);
    Object.assign(bad, { startMs: 0, endMs: Infinity });
    for (let hour = 0; hour < 40; hour++) {
      clock.nowMs += HOUR_MS;
      await ledger.tick.run(signal);
      await ledger.backfill.run(signal);
    }
    for (const { stretch, tries } of await lookAt(ledger)) {
      expect(tries?.count ?? 0).toBeLessThan(3);
      expect(stretch).toBeUndefined();
    }
    bad.isMended = true;
    await pass(ledger, 3);
    for (const { progress, tries } of await lookAt(ledger)) {
      expect(tries).toBeUndefined();
      expect(progress.backfillReachedMs).toBe(progress.backfillFromMs);
    }
  });

  it('is tried as often where samples come late', async () => {
    const ledger = await setUp(id, 15 * MINUTE_MS);
    const countOf = async () => (await lookAt(ledger))[0].tries?.count;
    expect(await countOf()).toBe(1);
    await pass(ledger, 2);
    expect(await countOf()).toBe(2);
  });

  it('is given up by one process, and by none that has lost its lease', async () => {
    const { backfillStore, slos, clock } = await setUp(id);
    const [, , { sliRevisionId, progress }] = await slos.listActive();
    const { backfillReachedMs: endMs } = progress;
    const startMs = endMs - HOUR_MS;
    const times = { startMs, endMs, givenUpAtMs: clock.nowMs };
    const stretch = { sliRevisionId, problem, ...times };
    const lost = { job: 'backfill', holder: 'x', epoch: 1 };
    await expect(backfillStore.giveUp(stretch, lost)).rejects.toMatchObject({
      name: 'LeaseLostError',
    });
    expect(await backfillStore.giveUp(stretch)).toBe('written');
    expect(await backfillStore.giveUp(stretch)).toBe('superseded');
    const next = { ...stretch, startMs: startMs - HOUR_MS, endMs: startMs };
    expect(await backfillStore.giveUp(next)).toBe('written');
    expect(await backfillStore.listUnreadable([sliRevisionId])).toEqual([
      { ...next, endMs },
    ]);
  });
});
