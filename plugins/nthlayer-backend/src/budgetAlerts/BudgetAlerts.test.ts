import { mockServices } from '@backstage/backend-test-utils';
import { EventParams } from '@backstage/plugin-events-node';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec } from '../__testUtils__/examples';
import { RecordingMetrics } from '../__testUtils__/RecordingMetrics';
import { BudgetAlertsConfig } from '../config/readBudgetAlerts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';
import { NoticeMetrics } from '../metrics/NoticeMetrics';
import { BudgetAlerts } from './BudgetAlerts';
import { DatabaseBudgetAlertStore } from './DatabaseBudgetAlertStore';
import { NoticeDelivery } from './NoticeDelivery';
import { NoticeSender } from './NoticeSender';
import { NoticeWriter } from './NoticeWriter';

jest.setTimeout(120_000);

const { signal } = new AbortController();

/** A ledger with 100 events a minute, of which `badPerMinute` are bad, and what it told. */
async function setUp(
  knex: Knex,
  options: {
    slo?: Partial<Slo>;
    config?: Partial<BudgetAlertsConfig>;
    historyMs?: number;
    /** Older history than this cannot be read. */
    unreadableMs?: number;
  } = {},
) {
  const alertStore = DatabaseBudgetAlertStore.create({ knex });
  const budgetAlerts = {
    enabled: true,
    thresholds: [75, 85, 95],
    burn: false,
    ...options.config,
  };
  const ledger = createLedger(knex, {
    historyMs: options.historyMs ?? HOUR_MS,
    alerts: parts => BudgetAlerts.create({ ...parts, budgetAlerts }),
  });
  const sent: NotificationSendOptions[] = [];
  const published: EventParams[] = [];
  const failing = { now: false };
  const delivery = NoticeDelivery.create({
    alertStore,
    clock: ledger.clock,
    logger: mockServices.logger.mock(),
    metrics: NoticeMetrics.create(new RecordingMetrics()),
    writer: NoticeWriter.create(ledger),
    sender: NoticeSender.create({
      logger: mockServices.logger.mock(),
      events: mockServices.events.mock({
        publish: async event => {
          published.push(event);
        },
      }),
      notifications: {
        send: async notification => {
          if (failing.now) {
            throw new Error('502 Bad Gateway');
          }
          sent.push(notification);
        },
      },
    }),
  });
  const source = ledger.source();
  const read = source.readTiles.bind(source);
  const { unreadableMs = Infinity } = options;
  const readableFromMs = ledger.clock.nowMs - unreadableMs;
  source.readTiles = async (slis, range) => {
    const problem = { code: 'query-failed', message: 'Bad block' } as const;
    source.problem = range.startMs < readableFromMs ? { problem } : undefined;
    return read(slis, range);
  };
  const load = { badPerMinute: 0 };
  ledger.source().counts = () => ({ bad: load.badPerMinute, total: 100 });
  const window = { type: 'rolling', durationMs: 3 * HOUR_MS } as const;
  const slo = exampleSlo('a', { objective: 0.9, window, ...options.slo });
  await ledger.add(
    exampleSpec('a', {
      slos: [slo],
      dependencies: [
        { name: 'db', ref: 'component:default/b', selector: {} },
        { name: 'cache', selector: {} },
      ],
    }),
  );
  await ledger.backfill.run(signal);
  const run = async (minutes: number, badPerMinute: number) => {
    load.badPerMinute = badPerMinute;
    for (let turn = 0; turn < minutes; turn += 10) {
      ledger.clock.nowMs += 10 * MINUTE_MS;
      await ledger.tick.run(signal);
      await delivery.run(signal);
    }
  };
  const levels = () =>
    published.map(
      ({ eventPayload }) => (eventPayload as { level: string }).level,
    );
  return {
    ...ledger,
    alertStore,
    delivery,
    failing,
    levels,
    published,
    run,
    sent,
  };
}

describe.each(databases.eachSupportedId())('budget alerts on %s', id => {
  it('tell each threshold once, and again after the budget has recovered', async () => {
    const { levels, run, sent } = await setUp(await createDatabase(id));
    await run(60, 0);
    expect(levels()).toEqual([]);
    await run(180, 8);
    expect(levels()).toEqual(['budget-75']);
    await run(60, 12);
    expect(levels()).toEqual(['budget-75', 'budget-85']);
    await run(120, 12);
    expect(levels()).toEqual(['budget-75', 'budget-85', 'budget-95']);
    await run(60, 12);
    expect(levels()).toHaveLength(3);
    await run(180, 0);
    await run(180, 8);
    expect(levels()).toEqual([
      'budget-75',
      'budget-85',
      'budget-95',
      'budget-75',
    ]);
    expect(sent).toHaveLength(4);
    const scopes = sent.map(({ payload }) => payload.scope);
    expect(new Set(scopes).size).toBe(4);
  });

  it('tell the worst of what is reached at once, to the owner and as an event', async () => {
    const ledger = await setUp(await createDatabase(id), {
      slo: { objective: 0.95 },
    });
    await ledger.add(exampleSpec('b'));
    await ledger.run(10, 100);
    expect(ledger.levels()).toEqual(['budget-95']);
    const [{ recipients, payload }] = ledger.sent;
    expect(recipients).toEqual({
      type: 'entity',
      entityRef: 'group:default/team-a',
    });
    expect(payload).toMatchObject({
      title: expect.stringMatching(
        /^a: Availability has spent \d+\.\d % of its error budget$/,
      ),
      severity: 'high',
      topic: 'nthlayer.budget',
      link: '/catalog/default/component/a/reliability?environment=default&slo=availability',
    });
    expect(payload.description).toContain('Its dependencies burn too: db (');
    const [event] = ledger.published;
    expect(event.topic).toBe('nthlayer.budget');
    expect(event.eventPayload).toMatchObject({
      entityRef: 'component:default/a',
      environment: 'default',
      slo: 'availability',
      level: 'budget-95',
      levels: ['budget-95', 'budget-85', 'budget-75'],
    });
  });

  it('are told once by replicas that evaluate together', async () => {
    const { alertStore, evaluator, run, slos, knex } = await setUp(
      await createDatabase(id),
      { config: { enabled: true } },
    );
    await run(10, 100);
    await knex('budget_crossings').delete();
    await knex('budget_notices').delete();
    const active = await slos.listActive();
    await Promise.all([
      evaluator.evaluate(active),
      evaluator.evaluate(active),
      evaluator.evaluate(active),
    ]);
    expect(await knex('budget_notices')).toHaveLength(1);
    const claim = { nowMs: 2e12, untilMs: 2e12 + 1, limit: 10 };
    const claims = await Promise.all([
      alertStore.claim(claim),
      alertStore.claim(claim),
    ]);
    expect(claims.flat()).toHaveLength(1);
  });

  it('are delivered later when that fails, and given up after a day', async () => {
    const ledger = await setUp(await createDatabase(id));
    ledger.failing.now = true;
    await ledger.run(10, 100);
    expect(ledger.sent).toEqual([]);
    ledger.failing.now = false;
    await ledger.delivery.run(signal);
    expect(ledger.sent).toEqual([]);
    ledger.clock.nowMs += 2 * MINUTE_MS;
    await ledger.delivery.run(signal);
    expect(ledger.sent).toHaveLength(1);
    await ledger.delivery.run(signal);
    expect(ledger.sent).toHaveLength(1);

    await ledger.knex('budget_crossings').delete();
    await ledger.evaluator.evaluate(await ledger.slos.listActive());
    ledger.failing.now = true;
    ledger.clock.nowMs += DAY_MS + MINUTE_MS;
    await ledger.delivery.run(signal);
    const outcomes = await ledger.knex('budget_notices').select('outcome');
    expect(outcomes.map(row => row.outcome).sort()).toEqual([
      'delivered',
      'given-up',
    ]);
    expect(await ledger.alertStore.purge(ledger.clock.nowMs + 1)).toBe(2);
  });
});

describe('budget alerts', () => {
  it('are silent about what an SLO switches off, and altogether when configured', async () => {
    const quiet = await setUp(await createDatabase('SQLITE_3'), {
      slo: { alerts: { disabled: ['budget-85', 'budget-95'] } },
    });
    await quiet.run(10, 100);
    expect(quiet.levels()).toEqual(['budget-75']);
    const off = await setUp(await createDatabase('SQLITE_3'), {
      config: { enabled: false },
    });
    await off.run(10, 100);
    expect(off.levels()).toEqual([]);
  });

  it("tell an SLO's own thresholds in place of the usual ones, and of these the next one", async () => {
    const own = await setUp(await createDatabase('SQLITE_3'), {
      slo: { alerts: { budgetThresholds: [0.5, 0.9] } },
    });
    await own.run(90, 12);
    expect(own.levels()).toEqual(['budget-50']);
    expect(own.sent[0].payload.description).toMatch(/\b90 % are spent in/);
    await own.run(60, 12);
    expect(own.levels()).toEqual(['budget-50', 'budget-90']);

    const none = await setUp(await createDatabase('SQLITE_3'), {
      slo: { alerts: { budgetThresholds: [] } },
    });
    await none.run(10, 100);
    expect(none.levels()).toEqual([]);
  });

  it('link to the group that is told, by what its status is called in the tab', async () => {
    const { sli } = exampleSlo('a');
    const ledger = await setUp(await createDatabase('SQLITE_3'), {
      slo: { sli: { ...sli, groupBy: ['zone', 'region'] } as typeof sli },
    });
    ledger.source().groups = [{ zone: 'b', region: 'eu' }];
    await ledger.run(10, 100);
    const statuses = await ledger.slos.listStatuses(['component:default/a']);
    const [shown] = statuses.filter(({ labels }) => labels.zone === 'b');
    const link = new URL(ledger.sent[0].payload.link!, 'http://portal');
    expect(link.searchParams.get('slo')).toBe(
      `availability ${JSON.stringify(shown.labels)}`,
    );
  });

  it('tell a burn that alerts, once until its long window has come down', async () => {
    const window = { type: 'rolling', durationMs: 30 * DAY_MS } as const;
    const { levels, run, sent } = await setUp(
      await createDatabase('SQLITE_3'),
      {
        slo: { window, objective: 0.99 },
        config: { burn: true, thresholds: [] },
      },
    );
    await run(60, 0);
    await run(10, 100);
    await run(20, 60);
    expect(levels()[0]).toBe('page-fast');
    const first = levels().filter(level => level === 'page-fast');
    expect(first).toHaveLength(1);
    expect(sent[0].payload.severity).toBe('critical');
    await run(120, 0);
    await run(10, 100);
    expect(levels().filter(level => level === 'page-fast')).toHaveLength(2);
  });

  it('tell a burn, and no threshold, while older history cannot be read', async () => {
    const window = { type: 'rolling', durationMs: 30 * DAY_MS } as const;
    const ledger = await setUp(await createDatabase('SQLITE_3'), {
      slo: { window, objective: 0.99 },
      config: { burn: true },
      historyMs: 30 * DAY_MS,
      unreadableMs: 10 * DAY_MS,
    });
    await ledger.run(10, 100);
    await ledger.run(20, 60);
    const [{ progress }] = await ledger.slos.listActive();
    expect(progress.backfillReachedMs).toBeGreaterThan(progress.backfillFromMs);
    expect(ledger.levels()[0]).toBe('page-fast');
    await ledger.run(15 * 60, 100);
    const status = await ledger.statusOf('a');
    expect(status!.consumed).toBeGreaterThan(1);
    const spent = ledger.levels().filter(level => level.startsWith('budget'));
    expect(spent).toEqual([]);
  });

  it('begin anew with a calendar period', async () => {
    const { levels, run } = await setUp(await createDatabase('SQLITE_3'), {
      slo: {
        window: {
          type: 'calendar',
          count: 1,
          unit: 'day',
          startTime: '2026-01-01 00:00:00',
          timeZone: 'Europe/Berlin',
        },
      },
      config: { thresholds: [95] },
    });
    await run(60, 50);
    expect(levels()).toEqual(['budget-95']);
    await run(12 * 60, 50);
    expect(levels()).toEqual(['budget-95', 'budget-95']);
  });
});
