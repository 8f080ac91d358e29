import { databases } from '../__testUtils__/databases';
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
  'slo_statuses',
  'tile_groups',
  'tile_hours',
  'exclusions',
];

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
