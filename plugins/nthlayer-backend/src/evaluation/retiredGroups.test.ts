import { GroupLabels, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { MAX_GROUPS } from '@nthlayer/engine';
import { Knex } from 'knex';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec } from '../__testUtils__/examples';
import { BudgetAlerts } from '../budgetAlerts/BudgetAlerts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';
import { StatusReplay } from '../replay/StatusReplay';

jest.setTimeout(180_000);

const REF = 'component:default/pay';
/** Ticks are as far apart as they may be without being left to the back-fill. */
const STEP_MS = 15 * MINUTE_MS;
const { signal } = new AbortController();
const v1 = { version: 'v1' };
const v2 = { version: 'v2' };

type Ledger = ReturnType<typeof createLedger>;

function createReplica(knex: Knex, groups: readonly GroupLabels[]): Ledger {
  const ledger = createLedger(knex, {
    historyMs: HOUR_MS,
    retention: {
      minuteMs: 2 * DAY_MS,
      fiveMinutesMs: 4 * DAY_MS,
      hourMs: 8 * DAY_MS,
    },
    alerts: parts =>
      BudgetAlerts.create({
        ...parts,
        budgetAlerts: { enabled: true, thresholds: [75, 85, 95], burn: false },
      }),
  });
  ledger.source().groups = groups;
  ledger.source().counts = (_tile, _sli, group) => ({
    bad: group?.version === 'v1' ? 50 : 0,
    total: 100,
  });
  return ledger;
}

async function setUp(
  knex: Knex,
  groups: readonly GroupLabels[],
  overrides: Partial<Slo> = {},
): Promise<Ledger> {
  const ledger = createReplica(knex, groups);
  const slo = exampleSlo('pay', overrides);
  const sli = { ...slo.sli, groupBy: Object.keys(groups[0]) };
  await ledger.add(exampleSpec('pay', { slos: [{ ...slo, sli }] }));
  await ledger.backfill.run(signal);
  return ledger;
}

/** Ticks, with what else is done every hour. */
async function go(ledger: Ledger, ms: number): Promise<void> {
  for (let doneMs = 0; doneMs < ms; doneMs += STEP_MS) {
    ledger.clock.nowMs += STEP_MS;
    await ledger.tick.run(signal);
    if (ledger.clock.nowMs % HOUR_MS === 0) {
      await ledger.tiles.sealTiles(ledger.clock.nowMs);
      await ledger.tiles.purgeTiles(ledger.clock.nowMs);
    }
  }
}

async function statesOf({ slos }: Ledger) {
  const statuses = await slos.listStatuses([REF]);
  return statuses.map(({ labels, status }) => [labels, status.state]);
}

/** The groups that counted at a moment. */
async function countedAt(ledger: Ledger, atMs: number) {
  const replay = StatusReplay.create({ ...ledger, tickMs: MINUTE_MS });
  const moment = { entityRef: REF, environment: 'default', atMs };
  const { statuses } = await replay.replay(moment);
  return statuses.map(({ labels }) => labels);
}

async function portfolioOf({ knex }: Ledger) {
  const row = await knex('portfolio').where({ entity_ref: REF }).first();
  return { state: row.state, worst: row.worst_slo, unknown: row.unknown };
}

async function activeOf({ slos }: Ledger) {
  const [active] = await slos.listActive();
  return active;
}

describe.each(databases.eachSupportedId())('retired groups on %s', id => {
  it('leave what counts after a day, in every replica, and come back', async () => {
    const knex = await createDatabase(id);
    const ledger = await setUp(knex, [v1]);
    await go(ledger, HOUR_MS);
    expect(await statesOf(ledger)).toEqual([[v1, 'exhausted']]);
    const [before] = await ledger.slos.listStatuses([REF]);
    const notices = () => knex('budget_notices').where({ entity_ref: REF });
    expect(await notices()).toHaveLength(1);

    ledger.source().groups = [v2];
    await go(ledger, 22 * HOUR_MS);
    expect(await statesOf(ledger)).toEqual([
      [v1, 'exhausted'],
      [v2, 'healthy'],
    ]);
    const other = createReplica(knex, [v2]);
    other.clock.nowMs = ledger.clock.nowMs;
    await go(other, STEP_MS);
    expect(await statesOf(other)).toHaveLength(2);

    await go(ledger, 4 * HOUR_MS);
    expect(await statesOf(ledger)).toEqual([[v2, 'healthy']]);
    expect(await portfolioOf(ledger)).toEqual({
      ...{ state: 'healthy', worst: 'availability', unknown: 0 },
    });
    const active = await activeOf(ledger);
    const { sliRevisionId } = active;
    expect(await ledger.tiles.listGroups(sliRevisionId)).toHaveLength(1);
    const { group, points } = await ledger.history.read(active, v1);
    expect(group).toEqual(v1);
    expect(points.some(({ bad }) => bad! > 0)).toBe(true);

    const { nowMs } = ledger.clock;
    expect(await countedAt(ledger, nowMs - 27 * HOUR_MS)).toEqual([v1]);
    expect(await countedAt(ledger, nowMs - 5 * HOUR_MS)).toEqual([v1, v2]);
    expect(await countedAt(ledger, nowMs)).toEqual([v2]);

    // that was there before, and one that begins now
    for (const replica of [other, createReplica(knex, [v2])]) {
      replica.clock.nowMs = ledger.clock.nowMs;
      await go(replica, STEP_MS);
      expect(await statesOf(replica)).toEqual([[v2, 'healthy']]);
      ledger.clock.nowMs = replica.clock.nowMs;
    }

    ledger.source().groups = [v1, v2];
    await go(ledger, STEP_MS);
    const [after] = await ledger.slos.listStatuses([REF]);
    expect(after.labels).toEqual(v1);
    expect(after.status.sums.total).toBe(before.status.sums.total + 15 * 100);
    expect(await notices()).toHaveLength(1);
    await go(ledger, 2 * HOUR_MS);
    expect(await statesOf(ledger)).toEqual([
      [v1, 'exhausted'],
      [v2, 'healthy'],
    ]);
    expect(await notices()).toHaveLength(1);
  });

  it('are none where all are silent', async () => {
    const knex = await createDatabase(id);
    const ledger = await setUp(knex, [v1, v2]);
    await go(ledger, HOUR_MS);
    ledger.source().groups = [];
    await go(ledger, 26 * HOUR_MS);
    expect((await statesOf(ledger)).map(([labels]) => labels)).toEqual([
      v1,
      v2,
    ]);
    const statuses = await ledger.slos.listStatuses([REF]);
    expect(statuses.every(({ status }) => status.stale)).toBe(true);
  });

  it('may be the one without a label', async () => {
    const knex = await createDatabase(id);
    const ledger = await setUp(knex, [v1]);
    ledger.source().groups = [{}];
    await go(ledger, HOUR_MS);
    ledger.source().groups = [v2];
    await go(ledger, 26 * HOUR_MS);
    expect(await statesOf(ledger)).toEqual([[v2, 'healthy']]);
  });

  it('are gone with the last of their tiles, and what they had reached', async () => {
    const knex = await createDatabase(id);
    const ledger = await setUp(knex, [v1]);
    await go(ledger, HOUR_MS);
    ledger.source().groups = [v2];
    await go(ledger, 26 * HOUR_MS);
    expect(await knex('tile_groups')).toHaveLength(2);
    expect(await knex('budget_crossings')).toHaveLength(3);
    const { sliRevisionId } = await activeOf(ledger);

    await ledger.tiles.purgeTiles(ledger.clock.nowMs + 40 * DAY_MS);

    const left = await knex('tile_groups').pluck('labels');
    expect(left.map(labels => JSON.parse(labels))).toEqual([v2]);
    expect(await knex('budget_crossings')).toHaveLength(0);
    const name = { sliRevisionId, labels: v1 };
    expect(await ledger.tiles.findGroup(name)).toBeUndefined();
    ledger.source().groups = [v1, v2];
    await go(ledger, STEP_MS);
    expect(await statesOf(ledger)).toHaveLength(2);
  });
});

const paths = (count: number, of: string) =>
  Array.from({ length: count }, (_, index) => ({ path: `/${of}/${index}` }));

describe.each(databases.eachSupportedId())('too many groups on %s', id => {
  it('are left out, which is said, until there are fewer', async () => {
    const knex = await createDatabase(id);
    const ledger = await setUp(knex, paths(600, 'a'), { noData: 'good' });
    await go(ledger, 2 * STEP_MS);
    const leftOut = { path: '' };
    const statuses = await ledger.slos.listStatuses([REF]);
    expect(statuses).toHaveLength(MAX_GROUPS + 1);
    const rest = statuses.find(({ labels }) => labels.path === '');
    expect(rest).toMatchObject({ labels: leftOut, status: { stale: true } });
    expect(rest?.status.state).toBe('unknown');
    expect(rest?.status.remaining).toBeNull();
    expect(await portfolioOf(ledger)).toMatchObject({
      state: 'unknown',
      unknown: 1,
    });
    const active = await activeOf(ledger);
    expect(active.problem).toMatchObject({ code: 'too-many-groups' });
    expect(active.problem?.message).toMatch(/500 groups.*fewer labels/);
    expect((await ledger.history.read(active, leftOut)).group).toEqual(leftOut);
    const since = active.problem?.sinceMs;

    // others than those that are counted go on
    ledger.source().groups = paths(600, 'b');
    await go(ledger, 26 * HOUR_MS);
    const later = await ledger.slos.listStatuses([REF]);
    expect(later).toHaveLength(MAX_GROUPS + 1);
    const states = later.filter(({ labels }) => /^\/b\//.test(labels.path));
    expect(states).toHaveLength(MAX_GROUPS);
    expect((await activeOf(ledger)).problem?.sinceMs).toBe(since);

    ledger.source().groups = paths(3, 'b');
    await go(ledger, 27 * HOUR_MS);
    expect(await statesOf(ledger)).toHaveLength(3);
    expect((await activeOf(ledger)).problem).toBeUndefined();
    expect(await portfolioOf(ledger)).toMatchObject({ state: 'healthy' });
  });

  it('are left out of history, too', async () => {
    const knex = await createDatabase(id);
    const ledger = await setUp(knex, paths(600, 'a'));
    expect(await knex('tile_groups')).toHaveLength(MAX_GROUPS);
    const [active] = await ledger.slos.listActive();
    expect(active.problem?.code).toBe('too-many-groups');
  });
});
