import { countsOfTime } from '../__testUtils__/countsOfTime';
import { createDatabase } from '../__testUtils__/databases';
import { createLedger } from '../__testUtils__/createLedger';
import { exampleSpec } from '../__testUtils__/examples';
import { DAY_MS, MINUTE_MS } from '../durations';

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
});
