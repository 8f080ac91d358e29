import { TimeWindow } from '@nthlayer/backstage-plugin-nthlayer-common';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec } from '../__testUtils__/examples';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';
import { DEFAULT_RETENTION } from '../tiles/Retention';

jest.setTimeout(120_000);

const { signal } = new AbortController();

const window: TimeWindow = {
  type: 'calendar',
  count: 1,
  unit: 'month',
  startTime: '2026-01-01 00:00:00',
  timeZone: 'Asia/Kolkata',
};
const MARCH_MS = Date.parse('2026-02-28T18:30Z');

/** The last twenty minutes of February are an outage, and one minute in each hour. */
function counts(startMs: number) {
  const isOutage = startMs >= MARCH_MS - 20 * MINUTE_MS && startMs < MARCH_MS;
  const isMinute = startMs % HOUR_MS === 7 * MINUTE_MS;
  return { bad: isOutage || isMinute ? 100 : 0, total: 100 };
}

/** What a window holds in truth. */
function truth(startMs: number, endMs: number) {
  const sums = { bad: 0, total: 0, knownTiles: 0 };
  for (let timeMs = startMs; timeMs < endMs; timeMs += MINUTE_MS) {
    const { bad, total } = counts(timeMs);
    sums.bad += bad;
    sums.total += total;
    sums.knownTiles += 1;
  }
  return sums;
}

async function setUp(nowMs: number, fiveMinutesMs = 35 * DAY_MS) {
  const knex = await createDatabase('SQLITE_3');
  const start = () => {
    const ledger = createLedger(knex, {
      historyMs: 33 * DAY_MS,
      retention: { ...DEFAULT_RETENTION, fiveMinutesMs },
    });
    ledger.source().counts = counts;
    return ledger;
  };
  const ledger = start();
  ledger.clock.nowMs = nowMs;
  await ledger.add(exampleSpec('a', { slos: [exampleSlo('a', { window })] }));
  await ledger.backfill.run(signal);

  /** A minute later, in the same process or in a new one. */
  async function next(of = ledger) {
    ledger.clock.nowMs += MINUTE_MS;
    of.clock.nowMs = ledger.clock.nowMs;
    await of.tick.run(signal);
    return (await of.statusOf('a'))!;
  }
  return { ...ledger, next, restarted: () => next(start()) };
}

describe('a calendar month where clocks differ by half an hour', () => {
  it('begins with its first minute', async () => {
    const { next } = await setUp(MARCH_MS - 2 * MINUTE_MS);
    let last = await next();
    for (let minute = 0; minute < 100; minute++) {
      const { window: told, sums } = last;
      expect(sums).toMatchObject(truth(told.startMs, told.endMs));
      expect(told.startMs).toBe(
        told.endMs > MARCH_MS ? MARCH_MS : MARCH_MS - 28 * DAY_MS,
      );
      last = await next();
    }
    expect(last.sums.bad).toBe(200);
  });

  it.each([1, 2, 5, 30])(
    'is the same after a restart on day %d',
    async days => {
      const ledger = await setUp(MARCH_MS + days * DAY_MS);
      for (const status of [await ledger.next(), await ledger.restarted()]) {
        const { startMs, endMs } = status.window;
        expect(startMs).toBe(MARCH_MS);
        expect(status.sums).toMatchObject(truth(startMs, endMs));
      }
      const { remaining } = await ledger.next();
      const [active] = await ledger.slos.listActive();
      const shown = await ledger.history.read(active);
      const { total, bad } = truth(MARCH_MS, shown.endMs);
      const sum = (of: 'bad' | 'total') =>
        shown.points.reduce((all, point) => all + point[of]!, 0);
      expect([shown.startMs, sum('bad'), sum('total')]).toEqual([
        MARCH_MS,
        bad,
        total,
      ]);
      expect(shown.points.at(-1)!.remaining).toBeCloseTo(remaining!, 9);
    },
  );

  it('counts hours where five minutes are kept no longer, and nothing of the month before', async () => {
    const ledger = await setUp(MARCH_MS + 20 * DAY_MS, 4 * DAY_MS);
    const { window: told, sums } = await ledger.restarted();
    expect(told.startMs).toBe(MARCH_MS);
    const since = truth(MARCH_MS + HOUR_MS / 2, told.endMs);
    expect(sums).toMatchObject(since);
  });
});
