import { STATES_WORST_FIRST } from '@nthlayer/engine';
import { databases } from '../__testUtils__/databases';
import { sortKeyOf } from '../portfolio/portfolioOrder';
import { DatabaseTileStore } from '../tiles/DatabaseTileStore';
import { migrateDatabase, migrationsDirectory } from './migrateDatabase';

jest.setTimeout(60_000);

const TABLES = [
  'services',
  'service_environments',
  'stacks',
  'assets',
  'stack_assets',
  'slos',
  'slo_versions',
  'sli_revisions',
  'status_shards',
  'status_figures',
  'reading_cursors',
  'cursor_keys',
  'tile_groups',
  'tile_journal',
  'tile_chunks',
  'portfolio_suffixes',
  'exclusions',
  'unreadable_stretches',
];

const HOUR_MS = 3_600_000;

/** As it was before tiles were packed. */
function packHour(tiles: readonly [number, number][]): Buffer {
  const bytes = Buffer.alloc(960);
  for (let tile = 0; tile < 60; tile++) {
    bytes.writeDoubleLE(tiles[tile]?.[0] ?? NaN, tile * 8);
    bytes.writeDoubleLE(tiles[tile]?.[1] ?? NaN, (60 + tile) * 8);
  }
  return bytes;
}

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('go up, down and up again', async () => {
    const knex = await databases.init(id);
    const present = async () =>
      Promise.all(TABLES.map(table => knex.schema.hasTable(table)));

    await migrateDatabase(knex);
    expect(await present()).toEqual(TABLES.map(() => true));
    await knex.migrate.rollback({ directory: migrationsDirectory }, true);
    expect(await present()).toEqual(TABLES.map(() => false));
    await migrateDatabase(knex);
    expect(await present()).toEqual(TABLES.map(() => true));
  });

  it('take tiles into chunks and back', async () => {
    const knex = await databases.init(id);
    await migrateDatabase(knex);
    await knex.migrate.down({
      directory: migrationsDirectory,
      name: '20261130000000_packed_tiles.js',
    });
    const hour = (hourMs: number, tiles: [number, number][] | null) => ({
      group_id: 1,
      hour_ms: hourMs,
      bad: tiles ? tiles.reduce((sum, [bad]) => sum + bad, 0) : 7,
      total: tiles ? tiles.reduce((sum, [, total]) => sum + total, 0) : 70,
      known_tiles: tiles?.length ?? 60,
      tiles: tiles && packHour(tiles),
    });
    const newest = Date.UTC(2026, 2, 10, 12);
    const hours = [
      hour(newest - 100 * 24 * HOUR_MS, null),
      hour(newest - HOUR_MS, [
        [0, 0],
        [1, 2.5],
      ]),
      hour(newest, [[3, 1000]]),
    ];
    await knex('tile_groups').insert({
      sli_revision_id: 1,
      labels_hash: 'x',
      labels: '{}',
    });
    await knex('tile_hours').insert(hours);
    await migrateDatabase(knex);
    const store = DatabaseTileStore.create({ knex });
    const group = { id: 1, labels: {} };
    const read = await store.readTiles(
      group,
      newest - HOUR_MS,
      newest + 120_000,
    );
    expect([...read.total.slice(0, 3)]).toEqual([0, 2.5, NaN]);
    expect([...read.total.slice(60)]).toEqual([1000, NaN]);
    const [oldest] = await store.readHours(group, 0, newest);
    expect(oldest).toMatchObject({ bad: 7, total: 70, knownTiles: 60 });

    await knex.migrate.down({
      directory: migrationsDirectory,
      name: '20261130000000_packed_tiles.js',
    });
    const back = await knex('tile_hours').orderBy('hour_ms');
    expect(back.map(row => ({ ...row, hour_ms: Number(row.hour_ms) }))).toEqual(
      hours,
    );
  });

  it('make services that are there already found by any part of their names', async () => {
    const knex = await databases.init(id);
    await migrateDatabase(knex);
    const name = '20261201000200_portfolio_suffixes.js';
    const row = {
      entity_ref: 'component:default/a',
      environment: 'production',
      name: 'a',
      type: 'api',
      tier: 'low',
      data_source: 'main',
      search: 'default/a é',
      state: 'unknown',
      stale: true,
      sort_key: 0,
      exhausted: 0,
      burning: 0,
      unknown: 0,
      healthy: 0,
      no_traffic: 0,
    };
    await knex('portfolio').insert([row, { ...row, environment: 'staging' }]);
    await knex.migrate.down({ directory: migrationsDirectory, name });
    await migrateDatabase(knex);
    const suffixes = await knex('portfolio_suffixes').pluck('suffix');
    expect(suffixes).toHaveLength(row.search.length);
    expect(suffixes).toEqual(expect.arrayContaining([row.search, 'a é', 'é']));
  });

  it('know when exclusions that are there already end', async () => {
    const knex = await databases.init(id);
    await migrateDatabase(knex);
    await knex.migrate.down({
      directory: migrationsDirectory,
      name: '20261202000200_exclusion_ends.js',
    });
    const once = {
      id: 'once',
      entity_ref: 'component:default/a',
      environment: 'default',
      name: 'm',
      reason: 'r',
      author: 'a',
      start_ms: 1,
      end_ms: 2,
      created_at_ms: 1,
    };
    const rule = { ...once, id: 'rule', rrule: 'FREQ=DAILY' };
    await knex('exclusions').insert([once, rule]);
    await migrateDatabase(knex);
    const ends = await knex('exclusions').orderBy('id').pluck('last_end_ms');
    expect(ends.map(end => end && Number(end))).toEqual([2, null]);
  });

  it('keep the order of services that are there already', async () => {
    const knex = await databases.init(id);
    await migrateDatabase(knex);
    const name = '20261203000000_portfolio_order.js';
    const keys = STATES_WORST_FIRST.map(state => ({
      entity_ref: `component:default/${state}`,
      state,
      sort_key: sortKeyOf(state, state === 'exhausted' ? -2 : 0.5),
    }));
    const row = {
      environment: 'production',
      name: 'a',
      type: 'api',
      tier: 'low',
      data_source: 'main',
      search: 'default/a',
      stale: true,
      exhausted: 0,
      burning: 0,
      unknown: 0,
      healthy: 0,
      no_traffic: 0,
    };
    await knex('portfolio').insert(keys.map(key => ({ ...row, ...key })));
    const stored = () =>
      knex('portfolio')
        .orderBy('sort_key')
        .select('entity_ref', 'state', 'sort_key');
    await knex.migrate.down({ directory: migrationsDirectory, name });
    const before = (await stored()).map(each => each.sort_key);
    expect(before).toEqual([-2, 0.5, 1.5, 2.5, 3.5]);
    await migrateDatabase(knex);
    expect(await stored()).toEqual(keys);
  });

  it('retire the SLOs of services that are gone already', async () => {
    const knex = await databases.init(id);
    await migrateDatabase(knex);
    const name = '20261204000200_absent_slos.js';
    await knex.migrate.down({ directory: migrationsDirectory, name });
    const refs = ['component:default/gone', 'component:default/there'];
    for (const [index, entityRef] of refs.entries()) {
      await knex('services').insert({
        entity_ref: entityRef,
        ...{ entity_hash: '', name: 'a', tier: 'low', spec: '{}' },
        ...{ conflicts: '[]', compiled_at_ms: 1 },
        deleted_at_ms: index === 0 ? 7 : null,
      });
      await knex('slos').insert({
        entity_ref: entityRef,
        ...{ environment: 'default', name: 'latency', current_version: 1 },
      });
    }
    await knex('slos').insert({
      ...{ entity_ref: refs[0], environment: 'default', name: 'earlier' },
      ...{ current_version: 1, retired_at_ms: 3 },
    });
    await migrateDatabase(knex);
    const ends = await knex('slos').orderBy('id').pluck('retired_at_ms');
    expect(ends.map(end => end && Number(end))).toEqual([7, null, 3]);
  });

  it('take alerts to the versions of their SLOs and back', async () => {
    const knex = await databases.init(id);
    await migrateDatabase(knex);
    const name = '20261204000200_alert_versions.js';
    await knex.migrate.down({ directory: migrationsDirectory, name });
    const alerts = ['{"minBadEvents":3}', null];
    const place = { entity_ref: 'component:default/a', current_version: 2 };
    const version = {
      ...{ sli_revision_id: 1, objective: 0.9, window: '{}', method: '' },
      ...{ no_data: '', stack_revision: '', valid_from_ms: 1 },
    };
    for (const [index, own] of alerts.entries()) {
      const [slo] = await knex('slos')
        .insert({
          ...{ ...place, environment: 'default' },
          ...{ name: `slo-${index}`, alerts: own },
        })
        .returning('id');
      for (const number of [1, 2]) {
        const key = { slo_id: slo.id, version: number };
        await knex('slo_versions').insert({ ...version, ...key });
      }
    }
    await migrateDatabase(knex);
    const versions = knex('slo_versions').orderBy(['slo_id', 'version']);
    expect(await versions.pluck('alerts')).toEqual([
      ...[alerts[0], alerts[0]],
      ...[alerts[1], alerts[1]],
    ]);
    await knex('slo_versions').where('version', 1).update({ alerts: '{}' });
    await knex.migrate.down({ directory: migrationsDirectory, name });
    expect(await knex('slos').orderBy('id').pluck('alerts')).toEqual(alerts);
    await migrateDatabase(knex);
  });

  it('let go of SLI revisions that nobody reads any more', async () => {
    const knex = await databases.init(id);
    await migrateDatabase(knex);
    const name = '20261204000300_followers.js';
    await knex.migrate.down({ directory: migrationsDirectory, name });
    const cursor = { watermark_ms: 90, definitions: 1, progress: 5 };
    await knex('reading_cursors').insert([
      { ...cursor, data_source: 'emptied', followers: 1 },
      { ...cursor, data_source: 'main', followers: 7 },
    ]);
    const [there, gone] = await knex('slos')
      .insert(
        [null, 3].map((retired, index) => ({
          ...{ entity_ref: 'component:default/a', environment: 'default' },
          ...{ name: `slo-${index}`, current_version: 2 },
          retired_at_ms: retired,
        })),
      )
      .returning('id');
    const revisions = [
      { slo_id: there.id, data_source: 'main', follows: true },
      { slo_id: there.id, data_source: 'main', follows: true },
      { slo_id: there.id, data_source: 'main', follows: false },
      { slo_id: gone.id, data_source: 'emptied', follows: true },
    ];
    const [earlier, current, , last] = await knex('sli_revisions')
      .insert(
        revisions.map((revision, index) => ({
          ...revision,
          ...{ sli_hash: `${index}`, sli: '{}', created_at_ms: 1 },
          ...{ watermark_ms: 10, backfill_from_ms: 0 },
          ...{ backfill_reached_ms: 0, backfill_origin_ms: 10 },
        })),
      )
      .returning('id');
    const version = { objective: 0.9, window: '{}', method: '', no_data: '' };
    await knex('slo_versions').insert(
      [
        { slo_id: there.id, version: 1, sli_revision_id: earlier.id },
        { slo_id: there.id, version: 2, sli_revision_id: current.id },
        { slo_id: gone.id, version: 2, sli_revision_id: last.id },
      ].map(key => ({
        ...{ ...key, ...version },
        ...{ stack_revision: '', valid_from_ms: 1 },
      })),
    );
    await migrateDatabase(knex);
    const after = await knex('sli_revisions').orderBy('id');
    expect(after.map(row => Boolean(row.follows))).toEqual([
      ...[false, true, false, false],
    ]);
    expect(after.map(row => Number(row.watermark_ms))).toEqual([
      ...[90, 10, 10, 90],
    ]);
    const cursors = await knex('reading_cursors').orderBy('data_source');
    expect(cursors.map(row => [row.followers, Number(row.progress)])).toEqual([
      [0, 6],
      [1, 6],
    ]);
  });

  it('keep identities unique', async () => {
    const knex = await databases.init(id);
    await migrateDatabase(knex);
    const slo = {
      entity_ref: 'component:default/a',
      environment: 'default',
      name: 'availability',
      current_version: 1,
    };
    await knex('slos').insert(slo);
    await knex('slos').insert({ ...slo, environment: 'staging' });
    await expect(knex('slos').insert(slo)).rejects.toThrow();
  });
});
