import { Knex } from 'knex';

/** How drivers run several statements at once: SQLite's by `exec`, PostgreSQL's as any other. */
interface Connection {
  exec?(sql: string): unknown;
  query(sql: string): Promise<unknown>;
}

/** Gives the driver several statements as one. */
export async function runScript(knex: Knex, script: string): Promise<void> {
  const connection: Connection = await knex.client.acquireConnection();
  try {
    if (connection.exec) {
      connection.exec(script);
    } else {
      await connection.query(script);
    }
  } finally {
    await knex.client.releaseConnection(connection);
  }
}
