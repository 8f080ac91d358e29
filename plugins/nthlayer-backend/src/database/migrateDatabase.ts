import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Where the migrations lie, in the source tree and in the published package. */
export const migrationsDirectory = resolvePackagePath(
  '@nthlayer/backstage-plugin-nthlayer-backend',
  'migrations',
);

/** Brings the plugin's tables up to date. */
export async function migrateDatabase(knex: Knex): Promise<void> {
  await knex.migrate.latest({ directory: migrationsDirectory });
}
