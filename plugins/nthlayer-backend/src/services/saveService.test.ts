import { createDatabase, databases } from '../__testUtils__/databases';
import {
  exampleService,
  exampleSlo,
  exampleSpec,
} from '../__testUtils__/examples';
import { SpecExclusion } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DAY_MS } from '../durations';
import { DatabaseExclusionStore } from '../exclusions/DatabaseExclusionStore';
import { DatabaseServiceStore } from './DatabaseServiceStore';
import { CompiledService } from './ServiceStore';

jest.setTimeout(60_000);

const NOW_MS = Date.UTC(2026, 2, 10, 12);

function measured(simulated: boolean): CompiledService {
  const service = exampleService(exampleSpec('a'), NOW_MS);
  const stacks = service.stacks.map(stack => ({ ...stack, simulated }));
  return { ...service, stacks };
}

describe.each(databases.eachSupportedId())('saveService on %s', id => {
  it('gives a real source no tiles of a simulated one with its name', async () => {
    const knex = await createDatabase(id);
    const store = DatabaseServiceStore.create({ knex, historyMs: DAY_MS });
    const added: number[] = [];
    for (const simulated of [true, false, false, true]) {
      const outcome = await store.saveService(measured(simulated), NOW_MS);
      added.push(outcome.slisAdded);
    }
    expect(added).toEqual([1, 1, 0, 0]);
    expect(await knex('sli_revisions').select('id')).toHaveLength(2);
  });

  it('reads on into the past when the window is made longer, and does not when it is not', async () => {
    const knex = await createDatabase(id);
    const store = DatabaseServiceStore.create({ knex });
    const days = async (windowDays: number, objective = 0.99) => {
      const durationMs = windowDays * DAY_MS;
      const slo = exampleSlo('a', {
        objective,
        window: { type: 'rolling', durationMs },
      });
      const service = exampleService(exampleSpec('a', { slos: [slo] }), NOW_MS);
      await store.saveService(service, NOW_MS);
      const [row] = await knex('sli_revisions').select('backfill_from_ms');
      return (NOW_MS - Number(row.backfill_from_ms)) / DAY_MS;
    };
    expect(await days(7)).toBe(30);
    expect(await days(90)).toBe(90);
    expect(await days(7)).toBe(90);
    // a gap was read down to where ticks had been
    await knex('sli_revisions').update({ backfill_from_ms: NOW_MS - DAY_MS });
    expect(await days(7, 0.95)).toBe(1);
    expect(await days(60)).toBe(60);
  });

  it('keeps the exclusions of the spec beside those of people', async () => {
    const knex = await createDatabase(id);
    const store = DatabaseServiceStore.create({ knex, historyMs: DAY_MS });
    const exclusions = DatabaseExclusionStore.create({ knex });
    const night = {
      name: 'night',
      reason: 'planned',
      author: 'nthlayer.yaml:7',
      startMs: NOW_MS,
      endMs: NOW_MS + DAY_MS,
    };
    const save = (own: readonly SpecExclusion[], nowMs: number) => {
      const service = exampleService(exampleSpec('a'), NOW_MS);
      const spec = { ...service.spec, exclusions: own };
      return store.saveService({ ...service, spec }, nowMs);
    };
    const listed = async () =>
      (await exclusions.list({ entityRef: 'component:default/a' })).map(
        ({ name, environment, slo, createdAtMs }) => [
          name,
          environment,
          slo,
          createdAtMs - NOW_MS,
        ],
      );

    await save([{ ...night, slos: ['availability'] }], NOW_MS);
    await exclusions.add({
      ...night,
      ...{ id: 'own', name: 'own', environment: 'default' },
      ...{ entityRef: 'component:default/a', createdAtMs: NOW_MS },
      endMs: NOW_MS + 2 * DAY_MS,
    });
    const own = ['own', 'default', undefined, 0];
    const first = ['night', 'default', 'availability', 0];
    expect(new Set(await listed())).toEqual(new Set([own, first]));

    const moved = { ...night, author: 'nthlayer.yaml:9' };
    await save([{ ...moved, slos: ['availability'] }], NOW_MS + 1);
    expect(new Set(await listed())).toEqual(new Set([own, first]));

    await save([night, { ...night, environments: ['elsewhere'] }], NOW_MS + 2);
    expect(new Set(await listed())).toEqual(
      new Set([own, ['night', 'default', undefined, 2]]),
    );

    await save([], NOW_MS + 3);
    expect(await listed()).toEqual([own]);
    await save([{ ...night, slos: ['availability'] }], NOW_MS + 4);
    expect(await listed()).toHaveLength(2);
    const before = await exclusions.list({ atMs: NOW_MS + 1 });
    expect(before.map(({ slo }) => slo).sort()).toEqual([
      'availability',
      undefined,
    ]);
  });
});
