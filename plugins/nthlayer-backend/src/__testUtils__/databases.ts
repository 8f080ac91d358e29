import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { migrateDatabase } from '../database/migrateDatabase';

/** The databases that the plugin supports, as far as this environment has them. */
export const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

/** An empty database with the plugin's tables. */
export async function createDatabase(id: TestDatabaseId): Promise<Knex> {
  const knex = await databases.init(id);
  await migrateDatabase(knex);
  return knex;
}
