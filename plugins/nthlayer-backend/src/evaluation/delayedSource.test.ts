import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleSpec } from '../__testUtils__/examples';
import { FakeDataSource } from '../__testUtils__/FakeDataSource';
import { DAY_MS, MINUTE_MS, SECOND_MS, TILE_MS } from '../durations';

jest.setTimeout(120_000);

const { signal } = new AbortController();

const SCRAPE_MS = 15 * SECOND_MS;
const HISTORY_MS = 31 * DAY_MS;
const MINUTES = 20;

/** A counter that is scraped on the quarters of a minute, with samples that are read only some time after. */
class DelayedSource extends FakeDataSource {
  nowMs = () => 0;

  constructor(readonly arrivesAfterMs: number) {
    super('main');
    this.counts = startMs => {
      const scrapes = Array.from(
        { length: TILE_MS / SCRAPE_MS },
        (_, index) => startMs + (index + 1) * SCRAPE_MS,
      );
      const there = scrapes.filter(
        scrapedMs => scrapedMs + this.arrivesAfterMs <= this.nowMs(),
      ).length;
      return there === 0 ? undefined : { bad: there, total: there * 250 };
    };
  }
}

async function setUp(
  id: Parameters<typeof createDatabase>[0],
  { arrivesAfterMs, delayMs }: { arrivesAfterMs: number; delayMs: number },
) {
  const source = new DelayedSource(arrivesAfterMs);
  source.delayMs = delayMs;
  const ledger = createLedger(await createDatabase(id), {
    source,
    historyMs: HISTORY_MS,
  });
  source.nowMs = () => ledger.clock.nowMs;
  // when a minute is read as soon as it may be
  ledger.clock.nowMs += 30 * SECOND_MS;
  await ledger.add(exampleSpec('a'));
  await ledger.backfill.run(signal);

  async function pass(minutes: number) {
    for (let minute = 0; minute < minutes; minute++) {
      ledger.clock.nowMs += MINUTE_MS;
      await ledger.tick.run(signal);
    }
  }

  /** Counts of the minutes that ticks have read, with how many of them are known. */
  async function readByTicks() {
    const [{ sliRevisionId, progress }] = await ledger.slos.listActive();
    const [group] = await ledger.tiles.listGroups(sliRevisionId);
    const { total } = await ledger.tiles.readTiles(
      group,
      progress.backfillOriginMs,
      progress.watermarkMs,
    );
    return [...total].map(count => (Number.isNaN(count) ? null : count));
  }

  async function staleSlos() {
    const beforeMs = ledger.clock.nowMs - 3 * MINUTE_MS;
    const [{ stale }] = await ledger.slos.summarise(beforeMs);
    return stale;
  }

  return { ...ledger, delayed: source, pass, readByTicks, staleSlos };
}

describe.each(databases.eachSupportedId())(
  'Samples that come late, on %s',
  id => {
    it.each([
      ['45 seconds', 45 * SECOND_MS],
      ['5 minutes', 5 * MINUTE_MS],
      ['15 minutes', 15 * MINUTE_MS],
    ])('by %s are counted to the last, and stale is nothing', async (_, ms) => {
      const ledger = await setUp(id, { arrivesAfterMs: ms, delayMs: ms });
      const [{ progress: before }] = await ledger.slos.listActive();
      const originMs = ledger.sources.newestTileEnd('main', ledger.clock.nowMs);
      expect(before.backfillOriginMs).toBe(originMs);
      expect(before.watermarkMs).toBe(originMs);

      await ledger.pass(MINUTES);
      const [active] = await ledger.slos.listActive();
      expect(active.problem).toBeUndefined();
      expect(active.progress.watermarkMs).toBe(originMs + MINUTES * MINUTE_MS);
      expect(await ledger.readByTicks()).toEqual(Array(MINUTES).fill(1000));
      const status = await ledger.statusOf('a');
      const { expectedTiles } = status!.sums;
      expect(status).toMatchObject({
        stale: false,
        coverage: 1,
        newestTileMs: active.progress.watermarkMs,
        sums: {
          bad: 4 * expectedTiles,
          total: 1000 * expectedTiles,
          knownTiles: expectedTiles,
        },
      });
      expect(await ledger.staleSlos()).toBe(0);
      const { endMs, points } = await ledger.history.read(active);
      expect(endMs).toBe(active.progress.watermarkMs);
      expect(points.at(-1)).toMatchObject({ coverage: 1 });
    });
  },
);

describe('Samples that come late', () => {
  it('by 45 seconds are lost in part where no delay is set', async () => {
    const ledger = await setUp('SQLITE_3', {
      arrivesAfterMs: 45 * SECOND_MS,
      delayMs: 0,
    });
    await ledger.pass(MINUTES);
    expect(await ledger.readByTicks()).toEqual(Array(MINUTES).fill(750));
  });

  it('by minutes are unknown where no delay is set', async () => {
    const ledger = await setUp('SQLITE_3', {
      arrivesAfterMs: 5 * MINUTE_MS,
      delayMs: 0,
    });
    await ledger.pass(MINUTES);
    expect(await ledger.readByTicks()).toEqual(Array(MINUTES).fill(null));
    expect((await ledger.statusOf('a'))?.stale).toBe(true);
    expect(await ledger.staleSlos()).toBe(1);
  });

  it('are stale when they stop, delay or not', async () => {
    const delayMs = 5 * MINUTE_MS;
    const ledger = await setUp('SQLITE_3', {
      arrivesAfterMs: delayMs,
      delayMs,
    });
    ledger.delayed.counts = () => undefined;
    await ledger.pass(3);
    expect((await ledger.statusOf('a'))?.stale).toBe(false);
    await ledger.pass(1);
    expect((await ledger.statusOf('a'))?.stale).toBe(true);
  });

  it('are waited for and read once when a delay is set later, and taken away', async () => {
    const ledger = await setUp('SQLITE_3', { arrivesAfterMs: 0, delayMs: 0 });
    await ledger.pass(2);
    const [{ progress: before }] = await ledger.slos.listActive();
    ledger.delayed.reads.length = 0;

    ledger.delayed.delayMs = 5 * MINUTE_MS;
    const restarted = createLedger(ledger.knex, {
      source: ledger.delayed,
      historyMs: HISTORY_MS,
    });
    restarted.clock.nowMs = ledger.clock.nowMs;
    ledger.delayed.nowMs = () => restarted.clock.nowMs;
    const statuses: unknown[] = [];
    for (let minute = 0; minute < MINUTES; minute++) {
      restarted.clock.nowMs += MINUTE_MS;
      if (minute === MINUTES - 5) {
        ledger.delayed.delayMs = 0;
      }
      await restarted.tick.run(signal);
      statuses.push(await restarted.statusOf('a'));
    }
    expect(statuses).toEqual(
      Array(MINUTES).fill(
        expect.objectContaining({ stale: false, coverage: 1 }),
      ),
    );
    const [{ progress }] = await restarted.slos.listActive();
    expect(progress.watermarkMs).toBe(before.watermarkMs + MINUTES * MINUTE_MS);
    const reads = ledger.delayed.reads.map(({ range }) => range);
    expect(reads[0].startMs).toBe(before.watermarkMs);
    reads.slice(1).forEach(({ startMs }, index) => {
      expect(startMs).toBe(reads[index].endMs);
    });
  });
});
