import { Knex } from 'knex';
import { createDatabase, databases } from './__testUtils__/databases';
import { simulate } from './__testUtils__/faults/simulate';
import { replayMigrations } from './__testUtils__/recordMigrations';

jest.setTimeout(600_000);

const SEEDS = Number(process.env.NTHLAYER_FAULT_SEEDS ?? 500);
const FIRST_SEED = Number(process.env.NTHLAYER_FAULT_FIRST_SEED ?? 1);
const SEEDS_PER_TEST = 50;
const SEEDS_ELSEWHERE = 5;
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
function emptyTables(knex: Knex, tables: readonly string[]): Promise<unknown> {
  if (knex.client.config.client === 'pg') {
    return knex.raw(`truncate ${tables.join()} restart identity`);
  }
  return replayMigrations(
    knex,
    tables.map(name => `delete from ${name}`).join(';'),
  );
}

async function listTables(knex: Knex): Promise<string[]> {
  const isPostgres = knex.client.config.client === 'pg';
  const [table, column] = isPostgres
    ? ['pg_tables', 'tablename']
    : ['sqlite_master', 'name'];
  const query = knex(table)
    .whereNot(column, 'like', 'knex_%')
    .whereNot(column, 'like', 'sqlite_%');
  return isPostgres
    ? query.where('schemaname', 'public').pluck(column)
    : query.where('type', 'table').pluck(column);
}

async function simulateAll(
  knex: Knex,
  seeds: { first: number; last: number },
): Promise<number> {
  const tables = await listTables(knex);
  let done = seeds.first;
  for (let seed = seeds.first; seed < seeds.last; seed++) {
    await emptyTables(knex, tables);
    try {
      await simulate(knex, { seed, turns: TURNS });
    } catch (error) {
      throw new Error(`Seed ${seed}: ${error}`, { cause: error });
    }
    done += 1;
  }
  return done;
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
      const last = Math.min(first + SEEDS_PER_TEST, FIRST_SEED + SEEDS);
      expect(await simulateAll(await database, { first, last })).toBe(last);
    },
  );
});

describe.each(databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3'))(
  'some of these on %s',
  id => {
    it('lose no tile and count none twice', async () => {
      const last = FIRST_SEED + Math.min(SEEDS, SEEDS_ELSEWHERE);
      const seeds = { first: FIRST_SEED, last };
      expect(await simulateAll(await createDatabase(id), seeds)).toBe(last);
    });
  },
);
