import { CompositeSli, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { countsOfTime } from '../__testUtils__/countsOfTime';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec } from '../__testUtils__/examples';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';

jest.setTimeout(120_000);

const { signal } = new AbortController();
const TICKS = 8;

const journey: CompositeSli = {
  kind: 'composite',
  formula: 'worst',
  groupBy: [],
  members: ['availability', 'latency'].map(slo => ({ slo, weight: 1 })),
};

type MakeSlos = (service: string, slo: Partial<Slo>) => Slo[];

const plain: MakeSlos = (service, slo) => [exampleSlo(service, slo)];
const slices: MakeSlos = (service, slo) => [
  exampleSlo(service, {
    ...slo,
    method: 'Timeslices',
    slices: { lengthMs: 5 * MINUTE_MS, objective: 0.9 },
  }),
];
const composites: MakeSlos = (service, slo) => [
  exampleSlo(service, slo),
  exampleSlo(service, { ...slo, name: 'latency' }),
  exampleSlo(service, { ...slo, name: 'journey', sli: journey }),
];

/** How many statements a tick sends to the database, once all is in memory. */
async function statementsOfTick(
  makeSlos: MakeSlos,
  {
    services,
    windowMs,
    isExcluded,
  }: { services: number; windowMs: number; isExcluded: boolean },
): Promise<number> {
  const ledger = createLedger(await createDatabase('SQLITE_3'), {
    historyMs: windowMs,
  });
  const { clock, exclusions, knex } = ledger;
  ledger.source().counts = countsOfTime;
  // one is on now, and goes on
  const startMs = clock.nowMs - windowMs;
  for (let service = 0; service < services; service++) {
    const name = `s${service}`;
    const window = { type: 'rolling', durationMs: windowMs } as const;
    await ledger.add(exampleSpec(name, { slos: makeSlos(name, { window }) }));
    if (isExcluded) {
      await exclusions.add({
        ...{ id: name, entityRef: `component:default/${name}` },
        ...{ environment: 'default', name: 'nightly', reason: 'backup' },
        ...{ author: 'user:default/mock', createdAtMs: 0 },
        ...{ startMs, endMs: startMs + HOUR_MS, rrule: 'FREQ=DAILY' },
      });
    }
  }
  await ledger.backfill.run(signal);
  const tick = async () => {
    clock.nowMs += MINUTE_MS;
    await ledger.tick.run(signal);
  };
  await tick();
  await tick();
  let statements = 0;
  knex.on('query', () => {
    statements += 1;
  });
  for (let turn = 0; turn < TICKS; turn++) {
    await tick();
  }
  return statements / TICKS;
}

describe('a tick asks the database as often', () => {
  const [services, windowMs] = [2, 2 * DAY_MS];
  let usual: number;

  beforeAll(async () => {
    const few = { services, windowMs, isExcluded: false };
    usual = await statementsOfTick(plain, few);
  });

  it.each<[string, MakeSlos, boolean]>([
    ['with time excluded of SLOs', plain, true],
    ['with slices of time', slices, false],
    ['with time excluded of those', slices, true],
    ['with composites', composites, false],
    ['with time excluded of these', composites, true],
  ])(
    '%s as with plain ones, however many and long they are',
    async (_kind, makeSlos, isExcluded) => {
      const of = (count: number, lengthMs: number) =>
        statementsOfTick(makeSlos, {
          ...{ services: count, windowMs: lengthMs, isExcluded },
        });
      const few = await of(services, windowMs);
      expect(few).toBeLessThanOrEqual(usual);
      expect(await of(9, windowMs)).toBe(few);
      expect(await of(services, 8 * DAY_MS)).toBe(few);
    },
  );
});
