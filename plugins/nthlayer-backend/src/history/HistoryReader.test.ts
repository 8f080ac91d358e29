import { createDatabase } from '../__testUtils__/databases';
import { createLedger } from '../__testUtils__/createLedger';
import { exampleSpec } from '../__testUtils__/examples';
import { MINUTE_MS } from '../durations';

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
});
