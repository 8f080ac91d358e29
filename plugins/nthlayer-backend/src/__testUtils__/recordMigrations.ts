import { Knex } from 'knex';
import { migrateDatabase } from '../database/migrateDatabase';

/** What changes a database, and is not there to find out or to hold others off. */
function isChange(sql: string): boolean {
  return !/^(?:select|begin|commit)\b/i.test(sql);
}

/** Brings the tables up to date, and gives what that took as a script for another empty database of this kind. */
export async function recordMigrations(knex: Knex): Promise<string> {
  const statements: string[] = [];
  const keep = ({ sql, bindings = [] }: Knex.Sql) => {
    if (isChange(sql)) {
      const filled = knex.raw(sql.replace(/\$\d+/g, '?'), [...bindings]);
      statements.push(bindings.length > 0 ? filled.toString() : sql);
    }
  };
  knex.on('query', keep);
  await migrateDatabase(knex);
  knex.off('query', keep);
  return statements.join(';\n');
}
