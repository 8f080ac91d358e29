import { CompositeSli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec } from '../__testUtils__/examples';
import { HOUR_MS, MINUTE_MS } from '../durations';
import { BudgetEvaluator } from './BudgetEvaluator';

jest.setTimeout(120_000);

/** Minutes that are read, and those of them in which events can be counted in any case. */
const [ALL, FEW] = [125, 42];

const { signal } = new AbortController();
const sum: CompositeSli = {
  kind: 'composite',
  formula: 'sum',
  groupBy: [],
  members: ['one', 'other'].map(slo => ({ slo, weight: 1 })),
};
const worst: CompositeSli = {
  ...sum,
  formula: 'worst',
  members: [{ slo: 'sum', weight: 1 }],
};

describe.each(databases.eachSupportedId())(
  'A minute with more events than can be counted exactly, on %s,',
  id => {
    it.each([
      ['one that is', 1e308, FEW],
      ['two that are together', 0.8 * Number.MAX_SAFE_INTEGER, ALL],
    ])('is unknown, in memory as in the store: %s', async (_, total, known) => {
      const ledger = createLedger(await createDatabase(id), {
        historyMs: HOUR_MS,
      });
      ledger.source().counts = at =>
        (at / MINUTE_MS) % 3 === 0
          ? { bad: 1, total: 1000 }
          : { bad: 0, total };
      const slos = [
        exampleSlo('a', { name: 'one' }),
        exampleSlo('a', { name: 'other' }),
        exampleSlo('a', { name: 'sum', sli: sum }),
        exampleSlo('a', { name: 'worst', sli: worst }),
      ];
      await ledger.add(exampleSpec('a', { slos }));
      await ledger.backfill.run(signal);
      for (let minute = 0; minute < 6; minute++) {
        ledger.clock.nowMs += MINUTE_MS;
        await ledger.tick.run(signal);
      }
      const ref = 'component:default/a';
      const kept = await ledger.slos.listStatuses([ref]);
      expect(kept.map(({ slo, status }) => [slo, status.sums])).toMatchObject([
        ['one', { knownTiles: known }],
        ['other', { knownTiles: known }],
        ['sum', { knownTiles: FEW, bad: 2 * FEW, total: 2000 * FEW }],
        ['worst', { knownTiles: FEW, total: FEW }],
      ]);
      const fresh = BudgetEvaluator.create({ ...ledger, tickMs: MINUTE_MS });
      await fresh.evaluate(await ledger.slos.listActive());
      expect(kept).toEqual(await ledger.slos.listStatuses([ref]));
    });
  },
);
