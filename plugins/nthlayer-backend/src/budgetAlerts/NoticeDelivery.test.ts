import { mockServices, TestDatabaseId } from '@backstage/backend-test-utils';
import {
  DefaultNotificationService,
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import { NoticeLevel } from '@nthlayer/engine';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleSpec } from '../__testUtils__/examples';
import { RecordingMetrics } from '../__testUtils__/RecordingMetrics';
import { DAY_MS, MINUTE_MS } from '../durations';
import { NoticeMetrics } from '../metrics/NoticeMetrics';
import { ClaimedNotice, Notice } from './BudgetAlertStore';
import { DatabaseBudgetAlertStore } from './DatabaseBudgetAlertStore';
import { NoticeDelivery } from './NoticeDelivery';
import { NoticeSender } from './NoticeSender';
import { NoticeWriter } from './NoticeWriter';

jest.setTimeout(60_000);

const { signal } = new AbortController();
const never = () => new Promise<void>(() => {});

/** A delivery whose two ways the test rules; both work at first. */
async function setUp(
  id: TestDatabaseId,
  given: { notifications?: NotificationService; answerMs?: number } = {},
) {
  const knex = await createDatabase(id);
  const ledger = createLedger(knex);
  const { clock } = ledger;
  await ledger.add(exampleSpec('a'));
  clock.nowMs += 5 * MINUTE_MS;
  await ledger.tick.run(signal);
  const [active] = await ledger.slos.listActive();
  const status = await ledger.statusOf('a');
  const alertStore = DatabaseBudgetAlertStore.create({ knex });
  const logger = mockServices.logger.mock();
  const metrics = new RecordingMetrics();
  const ways = {
    publish: async () => {},
    send: async (_: NotificationSendOptions) => {},
  };
  const published: Notice[] = [];
  const sent: NotificationSendOptions[] = [];
  const delivery = NoticeDelivery.create({
    alertStore,
    clock,
    logger,
    answerMs: given.answerMs,
    metrics: NoticeMetrics.create(metrics),
    writer: NoticeWriter.create(ledger),
    sender: NoticeSender.create({
      logger,
      events: mockServices.events.mock({
        publish: async ({ eventPayload }) => {
          published.push(eventPayload as Notice);
          await ways.publish();
        },
      }),
      notifications: given.notifications ?? {
        send: async notification => {
          sent.push(notification);
          await ways.send(notification);
        },
      },
    }),
  });
  let crossings = 0;
  return {
    alertStore,
    clock,
    logger,
    metrics,
    published,
    sent,
    ways,
    cross: (levels: NoticeLevel[], labels: Record<string, string>) =>
      alertStore.cross([
        {
          sloId: active.sloId,
          labels,
          reason: {
            ...active,
            id: `notice-${++crossings}`,
            slo: active.slo.name,
            labels,
            levels,
            thresholds: [75, 85, 95],
            crossedAtMs: clock.nowMs,
            status: status!,
          },
        },
      ]),
    outcomes: () => knex('budget_notices').orderBy('id').pluck('outcome'),
    run: () => delivery.run(signal),
    /** As if by the scheduler, for some minutes. */
    async runFor(minutes: number) {
      for (let turn = 0; turn < minutes; turn++) {
        await delivery.run(signal);
        clock.nowMs += MINUTE_MS;
      }
    },
  };
}

/** The service that Backstage installs, in a portal that answers so. */
async function inPortal(
  statusCode: number,
  work: (notifications: NotificationService) => Promise<void>,
) {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(statusCode).end('{}');
  });
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  try {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/api/notifications`;
    await work(
      DefaultNotificationService.create({
        discovery: mockServices.discovery.mock({ getBaseUrl: async () => url }),
        auth: mockServices.auth(),
      }),
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe.each(databases.eachSupportedId())('notices on %s', id => {
  it('that cannot be notified are published once', async () => {
    const { cross, outcomes, published, runFor, sent, ways } = await setUp(id);
    ways.send = async () => {
      throw new Error('502 Bad Gateway');
    };
    await cross(['budget-75'], {});
    await runFor(10);
    expect(sent.length).toBeGreaterThan(2);
    expect(published).toHaveLength(1);
    ways.send = async () => {};
    await runFor(60);
    expect(published).toHaveLength(1);
    expect(await outcomes()).toEqual(['delivered']);
  });

  it('that cannot be published are notified once', async () => {
    const { cross, outcomes, published, runFor, sent, ways } = await setUp(id);
    ways.publish = async () => {
      throw new Error('the bus is away');
    };
    await cross(['budget-75'], {});
    await runFor(10);
    expect(published.length).toBeGreaterThan(2);
    ways.publish = async () => {};
    await runFor(60);
    expect(sent).toHaveLength(1);
    expect(await outcomes()).toEqual(['delivered']);
  });

  it('are all told in one turn, the worst first', async () => {
    const { alertStore, cross, published, run } = await setUp(id);
    for (let at = 0; at < 25; at++) {
      await cross(['budget-75'], { at: `${at}` });
    }
    await cross(['ticket-slow'], { at: 'burning' });
    await cross(['page-fast', 'ticket-slow'], { at: 'paging' });
    const claim = jest.spyOn(alertStore, 'claim');
    await run();
    expect(published).toHaveLength(27);
    const taken: ClaimedNotice[] = await claim.mock.results[0].value;
    expect(taken.slice(0, 2).map(({ told }) => told.labels)).toEqual([
      { at: 'paging' },
      { at: 'burning' },
    ]);
    // those that are told at once are told in any order
    const levels = published.slice(0, 10).map(({ level }) => level);
    expect(levels.sort()).toEqual([
      ...Array.from({ length: 8 }, () => 'budget-75'),
      ...['page-fast', 'ticket-slow'],
    ]);
  });
});

describe('a notice', () => {
  it('is delivered in a portal without notifications', () =>
    inPortal(404, async notifications => {
      const delivery = await setUp('SQLITE_3', { notifications });
      await delivery.cross(['budget-75'], {});
      await delivery.runFor(60);
      expect(delivery.published).toHaveLength(1);
      expect(delivery.logger.warn).not.toHaveBeenCalled();
      expect(await delivery.outcomes()).toEqual(['delivered']);
    }));

  it('is tried again where notifications fail', () =>
    inPortal(503, async notifications => {
      const delivery = await setUp('SQLITE_3', { notifications });
      await delivery.cross(['budget-75'], {});
      await delivery.runFor(10);
      expect(delivery.published).toHaveLength(1);
      expect(await delivery.outcomes()).toEqual([null]);
    }));

  it.each(['publish', 'send'] as const)(
    'does not wait for a %s that never ends, nor do others',
    async way => {
      const delivery = await setUp('SQLITE_3', { answerMs: 50 });
      const { cross, outcomes, published, run, sent, ways } = delivery;
      ways[way] = never;
      for (let at = 0; at < 12; at++) {
        await cross(['budget-75'], { at: `${at}` });
      }
      await run();
      expect([published.length, sent.length]).toEqual([12, 12]);
      ways[way] = async () => {};
      delivery.clock.nowMs += 2 * MINUTE_MS;
      await run();
      expect(new Set(await outcomes())).toEqual(new Set(['delivered']));
      expect((way === 'send' ? published : sent).length).toBe(12);
    },
  );

  it('whose answer came too late is told under the same name again', async () => {
    const delivery = await setUp('SQLITE_3', { answerMs: 50 });
    const { cross, outcomes, published, run, sent, ways } = delivery;
    ways.publish = never;
    ways.send = never;
    await cross(['budget-75'], {});
    await run();
    ways.publish = async () => {};
    ways.send = async () => {};
    delivery.clock.nowMs += 2 * MINUTE_MS;
    await run();
    expect(await outcomes()).toEqual(['delivered']);
    const ids = published.map(({ id }) => id);
    expect(ids).toEqual(['notice-1', 'notice-1']);
    const scopes = sent.map(({ payload }) => payload.scope);
    expect(scopes).toEqual(['nthlayer:notice-1', 'nthlayer:notice-1']);
  });

  it('that cannot be settled leaves no other one unsettled', async () => {
    const delivery = await setUp('SQLITE_3');
    const { alertStore, cross, outcomes, run, ways } = delivery;
    jest
      .spyOn(alertStore, 'settle')
      .mockRejectedValueOnce(new Error('database is locked'));
    ways.send = async ({ payload }) => {
      const isFirst = payload.scope === 'nthlayer:notice-1';
      await new Promise(resolve => setTimeout(resolve, isFirst ? 0 : 50));
    };
    await cross(['budget-75'], { at: '1' });
    await cross(['budget-75'], { at: '2' });
    await expect(run()).rejects.toThrow('database is locked');
    expect(await outcomes()).toEqual([null, 'delivered']);
  });

  it('that is given up says so, and is counted', async () => {
    const delivery = await setUp('SQLITE_3');
    const { alertStore, clock, cross, logger, metrics, run, ways } = delivery;
    await cross(['budget-75'], {});
    expect(await alertStore.countWaiting()).toBe(1);
    await run();
    ways.send = async () => {
      throw new Error('502 Bad Gateway');
    };
    await cross(['budget-85'], {});
    await run();
    expect(await alertStore.countWaiting()).toBe(1);
    expect(logger.error).not.toHaveBeenCalled();
    clock.nowMs += DAY_MS + MINUTE_MS;
    await run();
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('component:default/a was given up'),
      { notice: 'notice-2', error: '502 Bad Gateway' },
    );
    expect(await alertStore.countWaiting()).toBe(0);
    expect(await metrics.collect()).toEqual({
      'notices.settled{"outcome":"delivered"}': 1,
      'notices.settled{"outcome":"given-up"}': 1,
    });
  });

  it('links to the budget of its group, named as in the tab', async () => {
    const { cross, run, sent } = await setUp('SQLITE_3');
    await cross(['budget-75'], { zone: 'b', region: 'eu & us' });
    await run();
    const link = new URL(sent[0].payload.link!, 'http://portal');
    expect(link.pathname).toBe('/catalog/default/component/a/reliability');
    expect(Object.fromEntries(link.searchParams)).toEqual({
      environment: 'default',
      slo: 'availability {"region":"eu & us","zone":"b"}',
    });
  });
});
