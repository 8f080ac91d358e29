import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { recordMigrations, replayMigrations } from './recordMigrations';

/** The databases that the plugin supports, as far as this environment has them. */
export const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

const migrations = new Map<TestDatabaseId, Promise<string>>();

/** An empty database with the plugin's tables. The first of a test file is migrated, the others as it was. */
export async function createDatabase(id: TestDatabaseId): Promise<Knex> {
  const knex = await databases.init(id);
  const recorded = migrations.get(id);
  if (recorded) {
    await replayMigrations(knex, await recorded);
  } else {
    const recording = recordMigrations(knex);
    migrations.set(id, recording);
    await recording;
  }
  return knex;
}
