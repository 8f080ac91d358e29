import { CompositeSli } from '@nthlayer/backstage-plugin-nthlayer-common';
import fc from 'fast-check';
import { countsOfTime } from '../__testUtils__/countsOfTime';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec } from '../__testUtils__/examples';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';
import { BudgetEvaluator } from './BudgetEvaluator';

jest.setTimeout(300_000);

const { signal } = new AbortController();
const place = { entityRef: 'component:default/a', environment: 'default' };
const rolling = (days: number) =>
  ({ type: 'rolling', durationMs: days * DAY_MS } as const);
const day = {
  type: 'calendar',
  count: 1,
  unit: 'day',
  startTime: '2026-01-01 00:00:00',
  timeZone: 'Europe/Berlin',
} as const;
const slices = { lengthMs: 7 * MINUTE_MS, objective: 0.9 };
const journey: CompositeSli = {
  kind: 'composite',
  formula: 'weighted',
  groupBy: [],
  members: [
    { slo: 'availability', weight: 1 },
    { slo: 'monthly', weight: 2 },
  ],
};

type Ledger = Awaited<ReturnType<typeof setUp>>;

async function setUp() {
  const ledger = createLedger(await createDatabase('SQLITE_3'), {
    historyMs: 5 * DAY_MS,
    // so that windows reach over all lengths of slots
    retention: {
      minuteMs: 9 * HOUR_MS,
      fiveMinutesMs: 80 * HOUR_MS,
      hourMs: 400 * DAY_MS,
    },
  });
  ledger.source().counts = (at, sli) => {
    const isKnown = (at / MINUTE_MS) % 11 !== 0;
    return isKnown ? countsOfTime(at, sli) : undefined;
  };
  const of = (name: string, changes: Parameters<typeof exampleSlo>[1]) =>
    exampleSlo('a', { name, window: rolling(2), ...changes });
  const slos = [
    of('availability', { window: rolling(5) }),
    of('monthly', { window: day }),
    of('sliced', { method: 'Timeslices', slices, window: day }),
    of('ratios', { method: 'RatioTimeslices', slices }),
    of('journey', { sli: journey, window: rolling(5) }),
    of('phases', { sli: journey, method: 'RatioTimeslices', slices }),
  ];
  await ledger.add(exampleSpec('a', { slos }));
  await ledger.backfill.run(signal);
  await ledger.tick.run(signal);
  return ledger;
}

/** The statuses that were kept, and those that are made of the store alone. */
async function expectSame({ slos, ...ledger }: Ledger) {
  const kept = await slos.listStatuses([place.entityRef]);
  const fresh = BudgetEvaluator.create({ ...ledger, tickMs: MINUTE_MS });
  await fresh.evaluate(await slos.listActive());
  expect(kept).toHaveLength(6);
  expect(kept).toEqual(await slos.listStatuses([place.entityRef]));
}

type Turn = (ledger: Ledger) => Promise<unknown>;

/** Some minutes go by, as a rule few. */
const tick =
  (minutes: number): Turn =>
  async ledger => {
    ledger.clock.nowMs += minutes * MINUTE_MS;
    await ledger.tick.run(signal);
  };

/** Some minutes cannot be read, and come late. */
const failing =
  (minutes: number): Turn =>
  async ledger => {
    const problem = { code: 'timeout', message: 'Slow' } as const;
    ledger.source().problem = { problem };
    await tick(minutes)(ledger);
    ledger.source().problem = undefined;
  };

const otherReplica: Turn = async ({ clock, knex, source }) => {
  const other = createLedger(knex, { source: source() });
  other.clock.nowMs = clock.nowMs + MINUTE_MS;
  await other.tick.run(signal);
  await other.backfill.run(signal);
};

/** Time is excluded, from some minutes ago on; by the hour or every day. */
const exclude =
  (agoMinutes: number, minutes: number, slo?: string): Turn =>
  async ({ clock, exclusions, knex }) => {
    const startMs = clock.nowMs - agoMinutes * MINUTE_MS + 20_000;
    const [{ count }] = await knex('exclusions').count({ count: '*' });
    await exclusions.add({
      ...{ ...place, id: `e${count}`, slo, name: 'x', reason: 'y' },
      ...{ author: 'user:default/mock', createdAtMs: clock.nowMs },
      ...{ startMs, endMs: startMs + minutes * MINUTE_MS },
      ...(minutes < DAY_MS / MINUTE_MS && { rrule: 'FREQ=DAILY' }),
    });
  };

const include: Turn = async ({ clock, exclusions }) => {
  const [first] = await exclusions.list(place);
  await exclusions.remove({
    ...{ ...place, id: first?.id ?? '', by: 'me', nowMs: clock.nowMs },
  });
};

const keepHouse: Turn = async ({ clock, tiles }) => {
  await tiles.sealTiles(clock.nowMs);
  await tiles.purgeTiles(clock.nowMs);
};

const turns = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .integer({ min: 1, max: 15 })
        .map(minutes => ({ name: `tick ${minutes}`, run: tick(minutes) })),
    },
    {
      weight: 2,
      arbitrary: fc
        .integer({ min: 1, max: 12 })
        .map(minutes => ({ name: `fail ${minutes}`, run: failing(minutes) })),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.integer({ min: -60, max: 8000 }),
          fc.integer({ min: 1, max: 1500 }),
          fc.constantFrom(undefined, 'availability', 'sliced'),
        )
        .map(([ago, minutes, slo]) => ({
          name: `exclude ${ago} ${minutes} ${slo}`,
          run: exclude(ago, minutes, slo),
        })),
    },
    ...[
      { name: 'include', run: include },
      { name: 'other replica', run: otherReplica },
      { name: 'keep house', run: keepHouse },
      { name: 'hours', run: tick(200) },
      {
        name: 'backfill',
        run: ({ backfill }: Ledger) => backfill.run(signal),
      },
    ].map(turn => ({ weight: 1, arbitrary: fc.constant(turn) })),
  ),
  { minLength: 5, maxLength: 25 },
);

describe('Sums that are kept from tick to tick', () => {
  it('are those of the store, whatever is excluded and comes late', async () => {
    await fc.assert(
      fc.asyncProperty(
        turns.map(all => ({
          all,
          [fc.toStringMethod]: () => all.map(({ name }) => name).join(', '),
        })),
        async ({ all }) => {
          const ledger = await setUp();
          for (const { run } of all) {
            await run(ledger);
            await tick(1)(ledger);
            await expectSame(ledger);
          }
          await ledger.knex.destroy();
        },
      ),
      { numRuns: Number(process.env.NTHLAYER_KEPT_RUNS ?? 3) },
    );
  });
});
