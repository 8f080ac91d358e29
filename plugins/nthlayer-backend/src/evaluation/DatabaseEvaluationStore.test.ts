import { BudgetStatus, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { budgetWindows, evaluateBudget } from '@nthlayer/engine';
import { Knex } from 'knex';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec } from '../__testUtils__/examples';
import { FaultyDatabase } from '../__testUtils__/faults/FaultyDatabase';
import { BudgetAlerts } from '../budgetAlerts/BudgetAlerts';
import { MINUTE_MS } from '../durations';
import { DatabaseLeaseStore } from '../leases/DatabaseLeaseStore';
import { DatabaseSloStore } from '../slos/DatabaseSloStore';
import { MadeStatus } from './EvaluationStore';

jest.setTimeout(120_000);

const NOW = Date.UTC(2026, 2, 10, 12);
const BUDGET_ALERTS = { enabled: true, thresholds: [75, 85, 95], burn: false };

/** Tables of what an evaluation comes to, without the ids and times that differ from one try to the next. */
async function contents(knex: Knex) {
  const statuses = await DatabaseSloStore.create({ knex }).listStatuses([
    'component:default/a',
  ]);
  return {
    statuses: statuses.map(({ slo, status: { state, remaining } }) => ({
      slo,
      state,
      remaining,
    })),
    portfolio: await knex('portfolio').select('state', 'worst_remaining'),
    crossings: await knex('budget_crossings')
      .orderBy(['slo_id', 'level'])
      .select('slo_id', 'level'),
    notices: await knex('budget_notices').select('entity_ref'),
  };
}

/** A status that so much of the budget is spent of. */
function statusOf(slo: Slo, consumed: number, nowMs: number): BudgetStatus {
  const { budget } = budgetWindows(slo, nowMs);
  const total = 1e6;
  const bad = Math.round(consumed * (1 - slo.objective) * total);
  const sums = { bad, total, knownTiles: 1, expectedTiles: 1 };
  return evaluateBudget(
    slo,
    { budget: { ...budget, sums }, burn: [] },
    { nowMs, tickMs: MINUTE_MS, newestTileMs: nowMs },
  );
}

/** Two SLOs of a service whose history is there. */
async function setUp(knex: Knex) {
  const ledger = createLedger(knex, {
    alerts: parts =>
      BudgetAlerts.create({ ...parts, budgetAlerts: BUDGET_ALERTS }),
  });
  const slos = ['one', 'two'].map(name => exampleSlo('a', { name }));
  await ledger.add(exampleSpec('a', { slos }));
  await knex('sli_revisions').update({
    backfill_reached_ms: knex.ref('backfill_from_ms'),
  });
  const active = await ledger.slos.listActive();
  const made = (consumed: number, atMs = NOW): MadeStatus[] =>
    active.map(slo => {
      const { sloId, sliRevisionId, revision } = slo;
      const status = statusOf(slo.slo, consumed, atMs);
      const write = { sloId, sliRevisionId, revision, labels: {}, status };
      return { active: slo, write };
    });
  return { ...ledger, active, made };
}

describe.each(databases.eachSupportedId())('evaluations on %s', id => {
  it('are stored with all that follows or not at all, whichever statement fails', async () => {
    const faulty = new FaultyDatabase(await createDatabase(id));
    const { knex } = faulty;
    const { evaluations, made } = await setUp(knex);
    await evaluations.save(made(0.1, NOW - MINUTE_MS));
    const before = await contents(knex);
    const save = () =>
      evaluations.save(made(0.99)).then(
        () => 'stored',
        () => 'failed',
      );
    // Statuses locked, read, whose SLOs are current, written in two tables; SLOs of the service and their statuses read;
    // the portfolio's rows read and written; crossings read, written, and notices.
    for (let statement = 0; statement < 12; statement++) {
      faulty.failAtStatement(statement);
      expect(await save()).toBe('failed');
      faulty.heal();
      expect(await contents(knex)).toEqual(before);
    }
    faulty.failAtStatement(12);
    expect(await save()).toBe('stored');
    faulty.heal();
    const after = await contents(knex);
    expect(after).toMatchObject({
      portfolio: [
        { state: 'healthy', worst_remaining: expect.closeTo(1 - 0.99, 12) },
      ],
      notices: [{ entity_ref: 'component:default/a' }, {}],
    });
    expect(after.crossings).toHaveLength(6);
    await evaluations.save(made(0.99));
    expect(await contents(knex)).toEqual(after);
    faulty.close();
  });

  it('are told once when the connection breaks after the commit', async () => {
    const faulty = new FaultyDatabase(await createDatabase(id));
    const { evaluations, made } = await setUp(faulty.knex);
    faulty.failAfterCommit(0);
    await expect(evaluations.save(made(0.99))).rejects.toThrow('Connection');
    faulty.heal();
    const arrived = await contents(faulty.knex);
    expect(arrived.notices).toHaveLength(2);
    await evaluations.save(made(0.99, NOW + MINUTE_MS));
    expect(await contents(faulty.knex)).toEqual(arrived);
    faulty.close();
  });

  it('change nothing under a lease that was lost', async () => {
    const knex = await createDatabase(id);
    const { evaluations, made } = await setUp(knex);
    const leases = DatabaseLeaseStore.create({ knex });
    const lost = await leases.acquire('tick', 'me', 0);
    const held = await leases.acquire('tick', 'me', MINUTE_MS);
    await evaluations.save(made(0.1), held);
    const before = await contents(knex);
    await expect(
      evaluations.save(made(1.5, NOW + MINUTE_MS), lost),
    ).rejects.toMatchObject({ name: 'LeaseLostError' });
    expect(await contents(knex)).toEqual(before);
    await evaluations.save(made(1.5, NOW + MINUTE_MS), held);
    expect((await contents(knex)).notices).toHaveLength(2);
  });

  it('that come late tell nothing and take nothing back', async () => {
    const knex = await createDatabase(id);
    const { evaluations, made } = await setUp(knex);
    await evaluations.save(made(0.99));
    const told = await contents(knex);
    expect(await evaluations.save(made(0, NOW - 1))).toEqual([]);
    expect(await contents(knex)).toEqual(told);
    await evaluations.save(made(0, NOW + 1));
    expect(await evaluations.save(made(1.5, NOW))).toEqual([]);
    const after = await contents(knex);
    expect(after.crossings).toEqual([]);
    expect(after.notices).toHaveLength(2);
  });

  it('of two SLOs of a service at once are both in the portfolio, and told once each', async () => {
    const knex = await createDatabase(id);
    const { evaluations, made } = await setUp(knex);
    for (let turn = 1; turn <= 20; turn++) {
      const [one, two] = made(turn % 2 === 0 ? 0 : 1.5, NOW + turn);
      await Promise.all([evaluations.save([one]), evaluations.save([two])]);
      const { portfolio } = await contents(knex);
      expect(portfolio).toEqual([
        turn % 2 === 0
          ? { state: 'healthy', worst_remaining: 1 }
          : { state: 'exhausted', worst_remaining: -0.5 },
      ]);
    }
    expect((await contents(knex)).notices).toHaveLength(2 * 10);
  });
});
