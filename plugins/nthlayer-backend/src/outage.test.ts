import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { PrometheusDataSource } from '@nthlayer/prometheus';
import { simulate, steadyService } from '@nthlayer/simulator';
import { createLedger } from './__testUtils__/createLedger';
import { createDatabase } from './__testUtils__/databases';
import { exampleSlo, exampleSpec } from './__testUtils__/examples';
import {
  describeWithPrometheus,
  RestartablePrometheus,
} from './__testUtils__/RestartablePrometheus';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './durations';

jest.setTimeout(120_000);

const { signal } = new AbortController();

/** As much of the past as the outages need, and their history before. */
const START_MS = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 30 * HOUR_MS;
const END_MS = START_MS + 29 * HOUR_MS;

const sumOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0);

function shopSlo(): Slo {
  const metric = 'http_requests_total';
  const service = { label: 'service', op: '=', value: 'shop' } as const;
  const failed = { label: 'status', op: '=~', value: '5..' } as const;
  return exampleSlo('shop', {
    sli: {
      kind: 'ratio',
      total: { metric, matchers: [service] },
      bad: { metric, matchers: [service, failed] },
      groupBy: [],
    },
  });
}

async function ledgerOf(url: string) {
  const ledger = createLedger(await createDatabase('SQLITE_3'), {
    historyMs: HOUR_MS,
  });
  const source = PrometheusDataSource.create({
    id: 'main',
    url,
    scrapeIntervalMs: 15_000,
    // the clock is virtual and pauses are not: a breaker that opens would still be open hours after the server is back
    retry: { firstDelayMs: 1, failuresToBreak: Number.MAX_SAFE_INTEGER },
  });
  ledger.source().readTiles = source.readTiles.bind(source);
  ledger.clock.nowMs = START_MS;
  await ledger.add(exampleSpec('shop', { slos: [shopSlo()] }));
  const [{ progress }] = await ledger.slos.listActive();
  const fromMs = progress.backfillFromMs;
  await ledger.backfill.run(signal);

  /** Lets time pass, with a tick every so often, and the back-fill after it. */
  async function pass(spanMs: number, everyMs: number = MINUTE_MS) {
    const untilMs = ledger.clock.nowMs + spanMs;
    while (ledger.clock.nowMs < untilMs) {
      ledger.clock.nowMs = Math.min(untilMs, ledger.clock.nowMs + everyMs);
      await ledger.tick.run(signal);
      await ledger.backfill.run(signal);
    }
  }

  async function figures() {
    const [active] = await ledger.slos.listActive();
    const [group] = await ledger.tiles.listGroups(active.sliRevisionId);
    const { bad, total } = await ledger.tiles.readTiles(
      group,
      fromMs,
      ledger.sources.newestTileEnd('main', ledger.clock.nowMs),
    );
    const status = await ledger.statusOf('shop');
    return { bad: [...bad], total: [...total], status };
  }

  return { ...ledger, pass, figures };
}

describeWithPrometheus('A Prometheus that is away', () => {
  let server: RestartablePrometheus;

  beforeAll(async () => {
    const service = steadyService('shop', { errorRatio: 0.02 });
    const samples = simulate(service, 7).openMetrics({
      fromMs: START_MS - 3 * HOUR_MS,
      toMs: END_MS,
    });
    server = await RestartablePrometheus.create(samples);
  });
  beforeEach(() => server.start());
  afterEach(() => server.stop());
  afterAll(() => server?.remove());

  it.each([
    ['one tick', MINUTE_MS, MINUTE_MS],
    ['two hours', 2 * HOUR_MS, 10 * MINUTE_MS],
    ['a day', DAY_MS, HOUR_MS],
  ])(
    'for %s leaves tiles unknown, which are as if nothing had been later',
    async (_, awayMs, everyMs) => {
      const ledger = await ledgerOf(server.url);
      await ledger.pass(5 * MINUTE_MS);
      const before = await ledger.figures();
      expect(before.total.every(total => total > 0)).toBe(true);

      await server.stop();
      await ledger.pass(awayMs, everyMs);
      const [{ problem }] = await ledger.slos.listActive();
      expect(problem?.code).toBe('unreachable');
      const away = await ledger.figures();
      const read = away.total.slice(0, before.total.length);
      const unread = away.total.slice(before.total.length);
      expect(read).toEqual(before.total);
      expect(unread.filter(total => !Number.isNaN(total))).toEqual([]);
      expect(away.status?.sums.knownTiles).toBe(read.length);
      expect(away.status?.sums.total).toBe(sumOf(read));

      await server.start();
      await ledger.pass(5 * MINUTE_MS);
      const spared = await ledgerOf(server.url);
      spared.clock.nowMs = START_MS;
      await spared.pass(10 * MINUTE_MS + awayMs, 5 * MINUTE_MS);
      expect(await ledger.figures()).toEqual(await spared.figures());
      const { total } = await ledger.figures();
      expect(total).toHaveLength(
        before.total.length + (awayMs + 5 * MINUTE_MS) / MINUTE_MS,
      );
      expect(total.every(events => events > 0)).toBe(true);
      const [mended] = await ledger.slos.listActive();
      expect(mended.problem).toBeUndefined();
    },
  );
});
