import { Knex } from 'knex';
import { migrateDatabase } from '../database/migrateDatabase';

/** What changes a database, and is not there to find out or to hold others off. */
function isChange(sql: string): boolean {
  return !/^(?:select|begin|commit)\b/i.test(sql);
}

/** Brings the tables up to date, and gives what that took as one text for another empty database of this kind. */
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

/** How drivers run several statements at once: SQLite's by `exec`, PostgreSQL's as any other. */
interface Connection {
  exec?(sql: string): unknown;
  query(sql: string): Promise<unknown>;
}

/** Does with an empty database what was recorded: one statement for the driver instead of a hundred and more. */
export async function replayMigrations(
  knex: Knex,
  recorded: string,
): Promise<void> {
  const connection: Connection = await knex.client.acquireConnection();
  try {
    if (connection.exec) {
      connection.exec(recorded);
    } else {
      await connection.query(recorded);
    }
  } finally {
    await knex.client.releaseConnection(connection);
  }
}
