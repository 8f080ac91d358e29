import { countsOfTime } from '../__testUtils__/countsOfTime';
import { createDatabase } from '../__testUtils__/databases';
import { createLedger } from '../__testUtils__/createLedger';
import { exampleSlo, exampleSpec } from '../__testUtils__/examples';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';

jest.setTimeout(120_000);

const signal = new AbortController().signal;

describe('HistoryReader', () => {
  it('shows no gap where a tick is due, and one where none comes', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'));
    await ledger.add(exampleSpec('a'));
    await ledger.backfill.run(signal);
    await ledger.tick.run(signal);
    const read = async () => {
      const [active] = await ledger.slos.listActive();
      const { endMs, points } = await ledger.history.read(active);
      return { active, endMs, last: points.at(-1)?.coverage };
    };
    const { active, endMs } = await read();
    expect(endMs).toBe(active.progress.watermarkMs);

    ledger.clock.nowMs += MINUTE_MS;
    expect(await read()).toMatchObject({ endMs, last: 1 });

    ledger.clock.nowMs += 9 * MINUTE_MS;
    const late = await read();
    expect(late.endMs).toBe(endMs + 10 * MINUTE_MS);
    expect(late.last).toBeLessThan(1);
  });

  it('asks as often, however often time is excluded', async () => {
    const ledger = createLedger(await createDatabase('SQLITE_3'));
    ledger.source().counts = countsOfTime;
    await ledger.add(exampleSpec('a'));
    await ledger.backfill.run(signal);
    const [active] = await ledger.slos.listActive();
    const read = async () => {
      const statements: string[] = [];
      const count = ({ sql }: { sql: string }) => void statements.push(sql);
      ledger.knex.on('query', count);
      const { points } = await ledger.history.read(active);
      ledger.knex.off('query', count);
      const excluded = points.filter(point => (point.excluded ?? 0) > 0);
      return { statements: statements.length, excluded: excluded.length };
    };
    const plain = await read();
    expect(plain.excluded).toBe(0);
    const startMs = ledger.clock.nowMs - 40 * DAY_MS;
    await ledger.exclusions.add({
      ...{ id: 'a', entityRef: active.entityRef, environment: 'default' },
      ...{ name: 'backup', reason: 'backup', author: 'user:default/mock' },
      ...{ createdAtMs: 0, startMs, endMs: startMs + 20 * MINUTE_MS },
      rrule: 'FREQ=DAILY;BYHOUR=1,13',
    });
    const often = await read();
    expect(often.excluded).toBeGreaterThan(50);
    expect(often.statements).toBe(plain.statements);
  });

  it.each([4, 7])(
    'shows what the status does where only hours are kept of %d days',
    async days => {
      const ledger = createLedger(await createDatabase('SQLITE_3'), {
        historyMs: 8 * DAY_MS,
        retention: {
          minuteMs: DAY_MS,
          fiveMinutesMs: 4 * DAY_MS,
          hourMs: 400 * DAY_MS,
        },
      });
      const { clock, slos, tiles } = ledger;
      const durationMs = days * DAY_MS;
      const startMs = clock.nowMs - durationMs;
      ledger.source().counts = (tileMs, ...of) =>
        tileMs < startMs + HOUR_MS
          ? { bad: 500, total: 1000 }
          : countsOfTime(tileMs, ...of);
      const window = { type: 'rolling', durationMs } as const;
      await ledger.add(
        exampleSpec('a', { slos: [exampleSlo('a', { window })] }),
      );
      await ledger.exclusions.add({
        ...{ id: 'a', entityRef: 'component:default/a', createdAtMs: 0 },
        ...{ environment: 'default', author: 'user:default/mock' },
        ...{ name: 'upgrade', reason: 'upgrade' },
        startMs: startMs + 3 * HOUR_MS,
        endMs: startMs + 3 * HOUR_MS + 20 * MINUTE_MS,
      });
      await ledger.backfill.run(signal);
      await ledger.tick.run(signal);
      await tiles.sealTiles(clock.nowMs);
      await tiles.purgeTiles(clock.nowMs);

      const [active] = await slos.listActive();
      const { points, stepMs } = await ledger.history.read(active);
      const status = (await ledger.statusOf('a'))!;
      expect(status.sums.excludedTiles).toBeGreaterThanOrEqual(20);
      const sum = (key: 'bad' | 'total') =>
        points.reduce((all, point) => all + (point[key] ?? 0), 0);
      expect(sum('bad')).toBe(status.sums.bad);
      expect(sum('total')).toBe(status.sums.total);
      expect(points.at(-1)?.remaining).toBeCloseTo(status.remaining!, 12);
      expect(stepMs).toBe(HOUR_MS);
    },
  );
});
