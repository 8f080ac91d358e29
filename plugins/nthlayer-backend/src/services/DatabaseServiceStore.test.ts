import { TestDatabaseId } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { createDatabase, databases } from '../__testUtils__/databases';
import {
  exampleService,
  exampleSlo,
  exampleSpec,
} from '../__testUtils__/examples';
import { tileSeries } from '../__testUtils__/FakeDataSource';
import { mostStatementsInATurn } from '../__testUtils__/mostStatementsInATurn';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';
import { DatabaseSloStore } from '../slos/DatabaseSloStore';
import { DatabaseTileStore } from '../tiles/DatabaseTileStore';
import { DatabaseServiceStore } from './DatabaseServiceStore';
import { ServiceQuery } from './ServiceStore';
import { purgeServices } from './operations/purgeServices';

jest.setTimeout(120_000);

const NOW = Date.UTC(2026, 2, 10, 12);

async function setUp(id: TestDatabaseId) {
  const knex = await createDatabase(id);
  return {
    knex,
    services: DatabaseServiceStore.create({ knex, historyMs: 30 * DAY_MS }),
    slos: DatabaseSloStore.create({ knex }),
    tiles: DatabaseTileStore.create({ knex }),
  };
}

async function groupsWithTiles(knex: Knex): Promise<number> {
  return (await knex('tile_chunks').distinct('group_id')).length;
}

describe.each(databases.eachSupportedId())('DatabaseServiceStore on %s', id => {
  it('stores a service with a stack for every environment', async () => {
    const { services } = await setUp(id);
    const spec = exampleSpec('a', { environments: ['prod', 'staging'] });
    const outcome = await services.saveService(exampleService(spec, NOW), NOW);
    expect(outcome).toEqual({ slisAdded: 2 });

    const [stored] = await services.getServices(['component:default/a']);
    expect(stored.spec).toEqual(spec);
    expect(stored.environments.map(item => item.environment)).toEqual([
      'prod',
      'staging',
    ]);
    const stack = await services.getStack(stored.environments[1].revision);
    expect(stack?.slos[0].sli).toMatchObject({
      total: { matchers: [{}, { label: 'environment', value: 'staging' }] },
    });
    const asset = await services.getAsset(
      stored.environments[0].revision,
      'openslo',
    );
    expect(asset?.content).toBe('objective: 0.99');
    expect(await services.listHashes()).toEqual(
      new Map([['component:default/a', 'hash-of-a']]),
    );
  });

  it('writes nothing twice for the same stack', async () => {
    const { knex, services } = await setUp(id);
    const service = exampleService(exampleSpec('a'), NOW);
    await services.saveService(service, NOW);
    const again = await services.saveService(service, NOW + HOUR_MS);
    expect(again).toEqual({ slisAdded: 0 });
    for (const table of ['stacks', 'assets', 'slo_versions', 'slos']) {
      expect(await knex(table)).toHaveLength(1);
    }
  });

  it('versions an objective beside the SLI, which keeps its tiles', async () => {
    const { knex, services, slos } = await setUp(id);
    const spec = exampleSpec('a');
    await services.saveService(exampleService(spec, NOW), NOW);
    const [before] = await slos.listActive();
    const stricter = { ...spec, slos: [exampleSlo('a', { objective: 0.999 })] };
    await services.saveService(exampleService(stricter, NOW), NOW + 1);

    const [after] = await slos.listActive();
    expect(after.sliRevisionId).toBe(before.sliRevisionId);
    expect(after.slo.objective).toBe(0.999);
    expect(after.revision).not.toBe(before.revision);
    const versions = await knex('slo_versions').orderBy('version');
    expect(versions.map(row => [row.version, row.objective])).toEqual([
      [1, 0.99],
      [2, 0.999],
    ]);
  });

  it('makes a new revision of a changed SLI and finds the old one again', async () => {
    const { services, slos } = await setUp(id);
    const spec = exampleSpec('a');
    await services.saveService(exampleService(spec, NOW), NOW);
    const [first] = await slos.listActive();
    const other = { ...spec, slos: [exampleSlo('b')] };
    const changed = await services.saveService(exampleService(other, NOW), NOW);
    expect(changed).toEqual({ slisAdded: 1 });
    const [second] = await slos.listActive();
    expect(second.sloId).toBe(first.sloId);
    expect(second.sliRevisionId).not.toBe(first.sliRevisionId);

    await services.saveService(exampleService(spec, NOW), NOW);
    const [third] = await slos.listActive();
    expect(third.sliRevisionId).toBe(first.sliRevisionId);
  });

  it('counts the same SLI from another data source apart', async () => {
    const { services, slos } = await setUp(id);
    await services.saveService(exampleService(exampleSpec('a'), NOW), NOW);
    const [first] = await slos.listActive();
    const moved = exampleSpec('a', { dataSource: 'other' });
    await services.saveService(exampleService(moved, NOW), NOW);
    const [second] = await slos.listActive();
    expect(second.dataSource).toBe('other');
    expect(second.sliRevisionId).not.toBe(first.sliRevisionId);
  });

  it('retires an SLO that is no longer in the spec', async () => {
    const { services, slos } = await setUp(id);
    const spec = exampleSpec('a', {
      slos: [exampleSlo('a'), exampleSlo('a', { name: 'latency' })],
    });
    await services.saveService(exampleService(spec, NOW), NOW);
    await services.saveService(exampleService(exampleSpec('a'), NOW), NOW);
    const names = async () =>
      (await slos.listActive()).map(active => active.slo.name);
    expect(await names()).toEqual(['availability']);
    await services.saveService(exampleService(spec, NOW), NOW);
    expect(await names()).toEqual(['availability', 'latency']);
  });

  it('keeps the tiles of a deleted entity for 35 days', async () => {
    const { knex, services, slos, tiles } = await setUp(id);
    for (const name of ['a', 'b']) {
      const spec = exampleSpec(name);
      await services.saveService(exampleService(spec, NOW), NOW);
    }
    for (const { sliRevisionId } of await slos.listActive()) {
      const range = { startMs: NOW, endMs: NOW + MINUTE_MS, stepMs: MINUTE_MS };
      const series = [tileSeries(range)];
      await tiles.appendTiles({ sliRevisionId, ...range, series });
    }
    await tiles.sealTiles(NOW + HOUR_MS);
    await services.deleteServices(['component:default/a'], NOW);
    expect(await services.getServices(['component:default/a'])).toEqual([]);
    expect(await slos.listActive()).toHaveLength(1);

    expect(await services.purgeServices(NOW + 35 * DAY_MS - 1)).toBe(0);
    expect(await groupsWithTiles(knex)).toBe(2);
    expect(await services.purgeServices(NOW + 35 * DAY_MS)).toBe(1);
    expect(await groupsWithTiles(knex)).toBe(1);
    for (const table of ['slos', 'stacks', 'services']) {
      expect(await knex(table)).toHaveLength(1);
    }
    const [kept] = await services.getServices(['component:default/b']);
    expect(
      await services.getAsset(kept.environments[0].revision, 'openslo'),
    ).toBeDefined();
  });

  it('does not purge an entity that returns while others are purged', async () => {
    const { knex, services, slos, tiles } = await setUp(id);
    const [a, b] = ['a', 'b'].map(name =>
      exampleService(exampleSpec(name), NOW),
    );
    await services.saveService(a, NOW);
    await services.saveService(b, NOW);
    const range = { startMs: NOW, endMs: NOW + MINUTE_MS, stepMs: MINUTE_MS };
    for (const { sliRevisionId } of await slos.listActive()) {
      const series = [tileSeries(range)];
      await tiles.appendTiles({ sliRevisionId, ...range, series });
    }
    await tiles.sealTiles(NOW + HOUR_MS);
    await services.deleteServices(
      ['component:default/a', 'component:default/b'],
      NOW,
    );
    const later = NOW + 36 * DAY_MS;
    const returning = new Proxy(knex, {
      get: (target, key, receiver) =>
        key === 'transaction'
          ? async (work: (tx: Knex.Transaction) => Promise<unknown>) => {
              await services.saveService(b, later);
              return target.transaction(work);
            }
          : Reflect.get(target, key, receiver),
    });
    expect(await purgeServices(returning, later)).toBe(1);
    const [{ entityRef, sliRevisionId }, ...others] = await slos.listActive();
    expect([entityRef, others]).toEqual(['component:default/b', []]);
    const [group] = await tiles.listGroups(sliRevisionId);
    const kept = await tiles.readTiles(group, NOW, range.endMs);
    expect([...kept.total]).toEqual([100]);
    expect(await groupsWithTiles(knex)).toBe(1);
  });

  it('finishes a purge that was cut off before the tiles', async () => {
    const { knex, services, slos, tiles } = await setUp(id);
    const service = exampleService(exampleSpec('a'), NOW);
    await services.saveService(service, NOW);
    const [{ sliRevisionId }] = await slos.listActive();
    const range = { startMs: NOW, endMs: NOW + MINUTE_MS, stepMs: MINUTE_MS };
    const series = [tileSeries(range)];
    await tiles.appendTiles({ sliRevisionId, ...range, series });
    await tiles.sealTiles(NOW + HOUR_MS);
    await services.deleteServices(['component:default/a'], NOW);
    const cut = ({ sql }: { sql: string }) => {
      if (sql.includes('tile_groups')) {
        throw new Error('connection lost');
      }
    };
    knex.on('query', cut);
    const purge = services.purgeServices(NOW + 36 * DAY_MS);
    await expect(purge).rejects.toThrow('connection lost');
    knex.removeListener('query', cut);
    expect(await groupsWithTiles(knex)).toBe(1);
    expect(await services.purgeServices(NOW + 36 * DAY_MS)).toBe(0);
    expect(await groupsWithTiles(knex)).toBe(0);
    expect(await knex('tile_groups')).toHaveLength(0);
  });

  it('takes an entity up again that returns in time', async () => {
    const { services, slos } = await setUp(id);
    const service = exampleService(exampleSpec('a'), NOW);
    await services.saveService(service, NOW);
    const [before] = await slos.listActive();
    await services.deleteServices(['component:default/a'], NOW);
    await services.saveService(service, NOW + DAY_MS);
    const [after] = await slos.listActive();
    expect(after.sliRevisionId).toBe(before.sliRevisionId);
    expect(await services.purgeServices(NOW + 99 * DAY_MS)).toBe(0);
  });

  it('filters by what permission rules ask for', async () => {
    const { services } = await setUp(id);
    const specs = [
      exampleSpec('a', { owner: 'group:default/x', tier: 'low' }),
      exampleSpec('b', { owner: 'group:default/y', tier: 'low' }),
      exampleSpec('c', { owner: undefined, environments: ['staging'] }),
    ];
    for (const spec of specs) {
      await services.saveService(exampleService(spec, NOW), NOW);
    }
    const owner = (...values: string[]) => ({ key: 'owner' as const, values });
    const low = { key: 'tier' as const, values: ['low'] };
    const cases: [ServiceQuery, string[]][] = [
      [{}, ['a', 'b', 'c']],
      [{ environment: 'staging' }, ['c']],
      [{ criteria: owner('group:default/x') }, ['a']],
      [{ criteria: { not: owner('group:default/x') } }, ['b', 'c']],
      [{ criteria: { allOf: [low, owner('group:default/y')] } }, ['b']],
      [{ criteria: { anyOf: [owner('nobody'), low] } }, ['a', 'b']],
      [{ criteria: owner() }, []],
    ];
    for (const [query, names] of cases) {
      const refs = names.map(name => `component:default/${name}`);
      expect(await services.listEntityRefs(query)).toEqual(refs);
      expect(await services.countServices(query)).toBe(refs.length);
    }
  });

  it('replaces conflicts', async () => {
    const { services } = await setUp(id);
    await services.saveService(exampleService(exampleSpec('a'), NOW), NOW);
    const ref = 'component:default/a';
    const conflict = {
      severity: 'error' as const,
      code: 'service-label-conflict',
      path: 'metadata.name',
      summary: 'Taken',
    };
    await services.saveConflicts(new Map([[ref, [conflict]]]));
    expect((await services.getServices([ref]))[0].conflicts).toEqual([
      conflict,
    ]);
    await services.saveConflicts(new Map());
    expect((await services.getServices([ref]))[0].conflicts).toEqual([]);
  });
});

describe('work on many services', () => {
  const NAMES = Array.from({ length: 120 }, (_, index) => `s${index}`);
  const refs = NAMES.map(name => `component:default/${name}`);

  async function withMany() {
    const { knex, services } = await setUp('SQLITE_3');
    for (const name of NAMES) {
      await services.saveService(exampleService(exampleSpec(name), NOW), NOW);
    }
    return { knex, services };
  }

  it('lets other work in while conflicts are written', async () => {
    const { knex, services } = await withMany();
    const conflict = {
      severity: 'error' as const,
      code: 'service-label-conflict',
      path: 'metadata.name',
      summary: 'Taken',
    };
    const conflicts = new Map(refs.map(ref => [ref, [conflict]]));
    const most = await mostStatementsInATurn(knex, () =>
      services.saveConflicts(conflicts),
    );
    expect(most).toBeLessThan(60);
    const stored = await services.getServices(refs);
    expect(stored.map(service => service.conflicts)).toEqual(
      refs.map(() => [conflict]),
    );
  });

  it('lets other work in between services that are purged, and looks at their own files alone', async () => {
    const { knex, services } = await withMany();
    const [kept, ...gone] = refs;
    const shared = await knex('assets').pluck('sha256');
    await knex('assets').insert({ sha256: 'own', content: '' });
    const stack = await knex('stacks').where('entity_ref', gone[0]).first();
    const row = await knex('stack_assets')
      .where('revision', stack.revision)
      .first();
    await knex('stack_assets').insert({
      ...row,
      asset_id: 'own',
      sha256: 'own',
    });
    await services.deleteServices(gone, NOW);
    const asked: { sql: string; bindings: Knex.RawBinding[] }[] = [];
    knex.on('query', query => asked.push(query));
    const most = await mostStatementsInATurn(knex, () =>
      services.purgeServices(NOW + 36 * DAY_MS),
    );
    expect(most).toBeLessThan(30);
    const ofAssets = asked.filter(({ sql }) =>
      sql.startsWith('delete from `assets`'),
    );
    expect(ofAssets).toHaveLength(gone.length);
    const [{ sql, bindings }] = ofAssets;
    const steps: { detail: string }[] = await knex.raw(
      `explain query plan ${sql}`,
      bindings,
    );
    const plan = steps.map(({ detail }) => detail).join('; ');
    expect(plan).not.toContain('SCAN');
    expect(await knex('assets').pluck('sha256')).toEqual(shared);
    expect(await services.listEntityRefs({})).toEqual([kept]);
  });

  it('lists a page of them by an index, and all and how many they are some at a time', async () => {
    const { knex, services } = await setUp('SQLITE_3');
    const rows = Array.from({ length: 2500 }, (_, index) => ({
      entity_ref: `component:default/s${String(index).padStart(4, '0')}`,
      ...{ entity_hash: '', name: `s${index}`, owner: null },
      ...{ tier: index % 2 ? 'low' : 'high', spec: '{}', conflicts: '[]' },
      ...{ compiled_at_ms: NOW, deleted_at_ms: index === 7 ? NOW : null },
    }));
    await knex.batchInsert('services', rows, 100);
    const asked: { sql: string; bindings: Knex.RawBinding[] }[] = [];
    knex.on('query', query => asked.push(query));
    const after = rows[5].entity_ref;
    const page = await services.listEntityRefs({ after, limit: 2 });
    expect(page).toEqual([rows[6].entity_ref, rows[8].entity_ref]);
    const [{ sql, bindings }] = asked;
    const steps: { detail: string }[] = await knex.raw(
      `explain query plan ${sql}`,
      bindings,
    );
    expect(steps.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('(entity_ref>?)'),
    ]);

    let all: string[] = [];
    const mostOfAll = await mostStatementsInATurn(knex, async () => {
      all = await services.listEntityRefs({ after });
    });
    const rest = rows.slice(6).filter(row => row.deleted_at_ms === null);
    expect(all).toEqual(rest.map(row => row.entity_ref));
    expect(mostOfAll).toBe(1);

    expect(await services.countServices({})).toBe(2499);
    const criteria = { key: 'tier', values: ['low'] } as const;
    asked.length = 0;
    let count: number | undefined;
    const most = await mostStatementsInATurn(knex, async () => {
      count = await services.countServices({ criteria });
    });
    expect(count).toBe(1249);
    expect(asked).toHaveLength(6);
    expect(most).toBe(2);
  });
});
