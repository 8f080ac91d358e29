import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import {
  exampleService,
  exampleSlo,
  exampleSpec,
  serviceOf,
} from '../__testUtils__/examples';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';

jest.setTimeout(60_000);

const { signal } = new AbortController();
const WINDOW = { type: 'rolling', durationMs: DAY_MS } as const;
const REF = 'component:default/a';
const SPEC = exampleSpec('a', {
  slos: [exampleSlo('a', { objective: 0.99, window: WINDOW })],
});

describe.each(databases.eachSupportedId())('The portfolio on %s', id => {
  async function setUp() {
    const ledger = createLedger(await createDatabase(id), {
      historyMs: DAY_MS,
      dataSources: ['main', 'other'],
    });
    ledger.source().counts = () => ({ bad: 0, total: 1000 });
    await ledger.add(SPEC);
    await ledger.backfill.run(signal);
    const ticks = async (count: number) => {
      for (let tick = 0; tick < count; tick++) {
        ledger.clock.nowMs += MINUTE_MS;
        await ledger.tick.run(signal);
      }
    };
    const told = async () => {
      const { state, stale, worst_remaining } = await ledger
        .knex('portfolio')
        .first();
      return { state, stale: Boolean(stale), remaining: worst_remaining };
    };
    await ticks(3);
    expect(await told()).toEqual({
      state: 'healthy',
      stale: false,
      remaining: 1,
    });
    return { ledger, ticks, told };
  }

  it('tells that a status is stale where nothing else has changed', async () => {
    const { ledger, ticks, told } = await setUp();
    ledger.source().mishap = 'throws';
    await ticks(12);
    expect(await told()).toEqual({
      state: 'healthy',
      stale: true,
      remaining: 1,
    });
  });

  it('tells that a budget burns where no more of it is spent than before', async () => {
    const { ledger, ticks, told } = await setUp();
    ledger.source().counts = () => ({ bad: 0, total: 10 });
    await ticks(60);
    ledger.source().counts = () => ({ bad: 1, total: 10 });
    await ticks(2);
    expect(await told()).toEqual({
      state: 'healthy',
      stale: false,
      remaining: 0.999,
    });
    await ticks(6);
    expect(await told()).toEqual({
      state: 'burning',
      stale: false,
      remaining: 0.999,
    });
  });

  it('tells of an SLO that cannot be evaluated what it told before', async () => {
    const { ledger, ticks } = await setUp();
    const specOf = (durationMs: number) =>
      exampleSpec('a', {
        slos: [
          exampleSlo('a', { objective: 0.99, window: WINDOW }),
          exampleSlo('b', {
            name: 'spent',
            objective: 0.99,
            window: { type: 'rolling', durationMs },
          }),
        ],
      });
    await ledger.add(specOf(DAY_MS));
    ledger.source().counts = (_at, sli) => ({
      bad: serviceOf(sli) === 'b' ? 1000 : 0,
      total: 1000,
    });
    await ticks(2);
    const toldOf = async () => {
      const { worst_slo, exhausted, healthy } = await ledger
        .knex('portfolio')
        .first();
      return { worst_slo, exhausted, healthy };
    };
    const before = await toldOf();
    expect(before).toMatchObject({ exhausted: 1, healthy: 1 });
    jest
      .spyOn(ledger.tiles, 'readTiers')
      .mockRejectedValue(new Error('broken row'));
    await ledger.add(specOf(7 * DAY_MS));
    await ticks(3);
    expect(await toldOf()).toEqual(before);
  });

  it.each(['between two ticks', 'while it is evaluated'])(
    'tells of a service that goes and comes back %s what its statuses say',
    async when => {
      const { ledger, ticks, told } = await setUp();
      const before = await told();
      const { evaluations, services, clock } = ledger;
      const goAndComeBack = async () => {
        await services.deleteServices([REF], clock.nowMs);
        await ledger.add(SPEC);
        expect(await told()).toMatchObject({ state: 'unknown' });
      };
      if (when === 'between two ticks') {
        await goAndComeBack();
      } else {
        const save = evaluations.saveTable.bind(evaluations);
        jest
          .spyOn(evaluations, 'saveTable')
          .mockImplementationOnce(async (...args) => {
            await goAndComeBack();
            return save(...args);
          });
      }
      await ticks(1);
      expect(await told()).toEqual(before);
    },
  );

  /** Its staging has another data source. */
  async function withStaging() {
    const { ledger, ticks } = await setUp();
    const { clock, portfolio, services } = ledger;
    const save = async (sloOfStaging: string) => {
      const slos = [exampleSlo('a', { name: sloOfStaging, window: WINDOW })];
      const spec = {
        ...SPEC,
        environments: ['default', 'staging'],
        overlays: { staging: { slos, provenance: {} } },
      };
      const service = exampleService(spec, clock.nowMs - HOUR_MS);
      const [main, other] = service.stacks;
      const stacks = [main, { ...other, dataSource: 'other' }];
      await services.saveService({ ...service, stacks }, clock.nowMs);
    };
    await save('uptime');
    await ticks(2);
    const evaluatedAtMs = async () => {
      const all = await portfolio.list({ environment: 'default', limit: 9 });
      return all.map(entry => entry.evaluatedAtMs);
    };
    return { ledger, ticks, save, evaluatedAtMs };
  }

  it('tells when all was evaluated where another environment has changed', async () => {
    const { ledger, ticks, save, evaluatedAtMs } = await withStaging();
    await save('renamed');
    await ticks(1);
    expect(await evaluatedAtMs()).toEqual([ledger.clock.nowMs]);
  });

  it('tells when all was evaluated where another environment is evaluated by itself', async () => {
    const { ledger, ticks, evaluatedAtMs } = await withStaging();
    const { evaluator, slos } = ledger;
    await evaluator.evaluate(await slos.listActiveOf('other'));
    await ticks(1);
    expect(await evaluatedAtMs()).toEqual([ledger.clock.nowMs]);
  });
});
