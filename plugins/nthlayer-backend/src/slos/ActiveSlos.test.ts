import fc from 'fast-check';
import { createDatabase, databases } from '../__testUtils__/databases';
import { tileSeries } from '../__testUtils__/FakeDataSource';
import { createLedger } from '../__testUtils__/createLedger';
import { exampleSlo, exampleSpec } from '../__testUtils__/examples';
import { MINUTE_MS } from '../durations';
import { DatabaseSloStore } from './DatabaseSloStore';
import { ActiveSlo } from './SloStore';

jest.setTimeout(120_000);

const { signal } = new AbortController();
const NAMES = ['a', 'b', 'c'];

type Ledger = ReturnType<typeof createLedger>;

/** What may happen to SLOs in any replica. */
const CHANGES: Readonly<
  Record<string, (ledger: Ledger, name: string) => Promise<unknown>>
> = {
  tick: async ledger => {
    ledger.clock.nowMs += MINUTE_MS;
    await ledger.tick.run(signal);
  },
  pause: async ledger => {
    ledger.clock.nowMs += 20 * MINUTE_MS;
    await ledger.tick.run(signal);
  },
  backfill: ledger => ledger.backfill.run(signal),
  save: (ledger, name) => ledger.add(exampleSpec(name)),
  change: (ledger, name) => {
    const slo = exampleSlo(name, {
      objective: 0.5 + ledger.clock.nowMs / 1e14,
    });
    return ledger.add(exampleSpec(name, { slos: [slo] }));
  },
  alert: (ledger, name) => {
    const minBadEvents = (ledger.clock.nowMs / MINUTE_MS) % 3;
    const alerts = minBadEvents > 0 ? { minBadEvents } : undefined;
    const slo = exampleSlo(name, { alerts });
    return ledger.add(exampleSpec(name, { slos: [slo] }));
  },
  retire: (ledger, name) => ledger.add(exampleSpec(name, { slos: [] })),
  remove: (ledger, name) =>
    ledger.services.deleteServices(
      [`component:default/${name}`],
      ledger.clock.nowMs,
    ),
  problem: async (ledger, name) => {
    const problem = { code: 'timeout', message: name } as const;
    const active = await ledger.slos.listActive();
    const ids = active.slice(0, 1).map(slo => slo.sliRevisionId);
    const reader = name === 'a' ? 'backfill' : 'tick';
    await ledger.slos.recordProblem(ids, problem, {
      nowMs: ledger.clock.nowMs,
      reader,
    });
  },
};

describe.each(databases.eachSupportedId())('ActiveSlos on %s', id => {
  it('are those of the database, whoever changes them', async () => {
    const steps = fc.array(
      fc.tuple(
        fc.constantFrom(...Object.keys(CHANGES)),
        fc.constantFrom(...NAMES),
        fc.boolean(),
      ),
      { minLength: 6, maxLength: 16 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async changes => {
        const knex = await createDatabase(id);
        const replicas = [createLedger(knex), createLedger(knex)];
        for (const name of NAMES) {
          await replicas[0].add(exampleSpec(name));
        }
        const [{ slos }] = replicas;
        for (const [change, name, first] of changes) {
          const [one, other] = first ? replicas : [...replicas].reverse();
          await CHANGES[change](one, name);
          other.clock.nowMs = one.clock.nowMs;
          const stored = await DatabaseSloStore.create({ knex }).listActive();
          expect(await slos.listActiveOf('main')).toEqual(stored);
        }
      }),
      { numRuns: 5 },
    );
  });

  it('are the same list as long as nothing changes', async () => {
    const ledger = createLedger(await createDatabase(id));
    await ledger.add(exampleSpec('a'));
    const before = await ledger.slos.listActiveOf('main');
    expect(await ledger.slos.listActiveOf('main')).toBe(before);
  });

  it('are read once for those who ask at the same time', async () => {
    const ledger = createLedger(await createDatabase(id));
    await ledger.add(exampleSpec('a'));
    await ledger.slos.listActiveOf('main');
    await ledger.backfill.run(signal);
    let reads = 0;
    ledger.knex.on('query', ({ sql }: { sql: string }) => {
      reads += Number(/from .sli_revisions./.test(sql));
    });
    const lists = await Promise.all(
      ['tick', 'back-fill'].map(() => ledger.slos.listActiveOf('main')),
    );
    expect(reads).toBe(1);
    expect(lists[1]).toBe(lists[0]);
  });

  it('are the very same objects where others have changed', async () => {
    const ledger = createLedger(await createDatabase(id));
    for (const name of NAMES) {
      await ledger.add(exampleSpec(name));
    }
    const slosOf = async () =>
      (await ledger.slos.listActiveOf('main')).map(({ slo }) => slo);
    const before = await slosOf();
    await CHANGES.change(ledger, 'b');
    await ledger.add(exampleSpec('d'));
    const after = await slosOf();
    expect(after.map(slo => before.includes(slo))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(after[1].objective).not.toBe(before[1].objective);
  });

  it('stay behind by themselves, however far those are that were as far as they', async () => {
    const ledger = createLedger(await createDatabase(id));
    const watermarks = async () =>
      (await ledger.slos.listActiveOf('main')).map(
        ({ progress }) => progress.watermarkMs,
      );
    await ledger.add(exampleSpec('a'));
    await ledger.add(exampleSpec('b'));
    const [a, b] = await ledger.slos.listActive();
    const [startMs] = await watermarks();
    const read = async ({ sliRevisionId }: ActiveSlo, minute: number) => {
      const atMs = startMs + minute * MINUTE_MS;
      const range = { startMs: atMs, endMs: atMs + MINUTE_MS };
      const series = [tileSeries({ ...range, stepMs: MINUTE_MS })];
      await ledger.tiles.appendTiles({ ...range, sliRevisionId, series });
    };
    // by others that know of one of them each
    await read(a, 0);
    await read(b, 0);
    const together = startMs + MINUTE_MS;
    expect(await watermarks()).toEqual([together, together]);
    await read(a, 1);
    expect(await watermarks()).toEqual([together + MINUTE_MS, together]);
  });

  it('stay where they were read to while they are not in the spec', async () => {
    const ledger = createLedger(await createDatabase(id));
    await ledger.add(exampleSpec('a'));
    await ledger.add(exampleSpec('b'));
    const tick = async () => {
      ledger.clock.nowMs += MINUTE_MS;
      await ledger.tick.run(signal);
    };
    const watermarks = async () =>
      (await ledger.slos.listActive()).map(slo => slo.progress.watermarkMs);
    await tick();
    const [leftMs] = await watermarks();
    await ledger.add(exampleSpec('a', { slos: [] }));
    await tick();
    await tick();
    expect(await watermarks()).toEqual([leftMs + 2 * MINUTE_MS]);
    await ledger.add(exampleSpec('a'));
    expect(await watermarks()).toEqual([leftMs, leftMs + 2 * MINUTE_MS]);
    await tick();
    expect(await watermarks()).toEqual(Array(2).fill(leftMs + 3 * MINUTE_MS));
    const [{ sliRevisionId }] = await ledger.slos.listActive();
    const [group] = await ledger.tiles.listGroups(sliRevisionId);
    const read = await ledger.tiles.readTiles(
      group,
      leftMs - MINUTE_MS,
      leftMs + 3 * MINUTE_MS,
    );
    expect([...read.total]).toEqual([100, 100, 100, 100]);
  });
});
