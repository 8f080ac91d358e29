import { Knex } from 'knex';
import { createDatabase } from './__testUtils__/databases';
import { simulate } from './__testUtils__/faults/simulate';

jest.setTimeout(600_000);

const SEEDS = Number(process.env.NTHLAYER_FAULT_SEEDS ?? 500);
const FIRST_SEED = Number(process.env.NTHLAYER_FAULT_FIRST_SEED ?? 1);
const SEEDS_PER_TEST = 50;
const TURNS = 10;

interface Connection {
  prepare(sql: string): unknown;
}

/** Compiles each statement once: every seed says the same as the ones before it. */
async function keepStatements(knex: Knex): Promise<void> {
  const connection: Connection = await knex.client.acquireConnection();
  const prepare = connection.prepare.bind(connection);
  const kept = new Map<string, unknown>();
  connection.prepare = sql => {
    const statement = kept.get(sql) ?? prepare(sql);
    kept.set(sql, statement);
    return statement;
  };
  await knex.client.releaseConnection(connection);
}

/** Another ledger in the same tables, which is cheaper than other tables. */
async function emptyTables(knex: Knex): Promise<void> {
  const tables: { name: string }[] = await knex('sqlite_master')
    .where('type', 'table')
    .whereNot('name', 'like', 'knex_%')
    .whereNot('name', 'like', 'sqlite_%')
    .select('name');
  for (const { name } of tables) {
    await knex(name).delete();
  }
}

describe('two replicas under faults of all kinds', () => {
  const database = createDatabase('SQLITE_3').then(async knex => {
    await keepStatements(knex);
    return knex;
  });

  const firsts = Array.from(
    { length: Math.ceil(SEEDS / SEEDS_PER_TEST) },
    (_, index) => FIRST_SEED + index * SEEDS_PER_TEST,
  );

  it.each(firsts)(
    'lose no tile and count none twice from seed %d',
    async first => {
      const knex = await database;
      const last = Math.min(first + SEEDS_PER_TEST, FIRST_SEED + SEEDS);
      let done = first;
      for (let seed = first; seed < last; seed++) {
        await emptyTables(knex);
        try {
          await simulate(knex, { seed, turns: TURNS });
        } catch (error) {
          throw new Error(`Seed ${seed}: ${error}`, { cause: error });
        }
        done += 1;
      }
      expect(done).toBe(last);
    },
  );
});
