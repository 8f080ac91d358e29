import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec } from '../__testUtils__/examples';
import { HOUR_MS, MINUTE_MS } from '../durations';

jest.setTimeout(60_000);

const { signal } = new AbortController();

describe('an exclusion of an SLO that counts slices', () => {
  it.each([
    ['Timeslices', 12, 8640],
    ['RatioTimeslices', 12, 287],
  ] as const)('makes them good with %s', async (method, bad, total) => {
    const ledger = createLedger(await createDatabase('SQLITE_3'));
    const { clock } = ledger;
    const endMs = clock.nowMs - 2 * HOUR_MS;
    const startMs = endMs - HOUR_MS;
    ledger.source().counts = t => ({
      bad: t >= startMs && t < endMs ? 100 : 0,
      total: 100,
    });
    const slices = { lengthMs: 5 * MINUTE_MS, objective: 0.9 };
    const slo = exampleSlo('a', { method, slices });
    await ledger.add(exampleSpec('a', { slos: [slo] }));
    await ledger.backfill.run(signal);
    const before = await ledger.statusOf('a');
    expect(before?.sums.bad).toBe(bad);
    expect(before?.sums).not.toHaveProperty('excludedTiles');

    await ledger.exclusions.add({
      id: '1',
      entityRef: 'component:default/a',
      environment: 'default',
      name: 'upgrade',
      reason: 'new database',
      author: 'user:default/mock',
      startMs,
      endMs,
      createdAtMs: clock.nowMs,
    });
    await ledger.evaluator.evaluate(await ledger.slos.listActive());
    const after = await ledger.statusOf('a');
    expect(after?.sums).toEqual({
      bad: 0,
      total,
      knownTiles: before!.sums.knownTiles - 60,
      expectedTiles: before!.sums.expectedTiles - 60,
      excludedTiles: 60,
    });
  });
});
