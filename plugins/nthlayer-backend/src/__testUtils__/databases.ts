import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  DatabaseScripts,
  migrateAndKeep,
  readScripts,
  versionOf,
} from './databaseScripts';
import { shapeOf } from './emptyTables';
import { keepStatements } from './keepStatements';
import { KeptPostgres } from './KeptPostgres';
import { runScript } from './runScript';

/** The databases that the plugin supports, as far as this environment has them. */
export const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

const SERVER = process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING;
const scripts = new Map<TestDatabaseId, DatabaseScripts>();

interface TestDatabase {
  readonly id: TestDatabaseId;
  readonly knex: Knex;
}

/** Those of tests that have ended are used again. */
let free: TestDatabase[] = [];
/** Those of the test that runs; undefined while none does: what is made then is for many. */
let inUse: TestDatabase[] | undefined;
/** On a server that is there whether tests run or not. */
let kept: KeptPostgres | undefined;

beforeEach(() => {
  inUse = [];
});

afterEach(() => {
  free.push(...(inUse ?? []));
  inUse = undefined;
});

afterAll(() => kept?.close());

/** The plugin's empty tables. */
export async function createDatabase(id: TestDatabaseId): Promise<Knex> {
  const knex = (await reuse(id)) ?? (await make(id));
  inUse?.push({ id, knex });
  return knex;
}

/** Nothing of the test before goes on in it, not even in the background. */
function isAtRest({ client }: Knex): boolean {
  const { pool } = client;
  return pool?.numUsed() === 0 && pool.numPendingAcquires() === 0;
}

async function reuse(id: TestDatabaseId): Promise<Knex | undefined> {
  free = free.filter(({ knex }) => isAtRest(knex));
  const found = free.find(database => database.id === id);
  if (!found) {
    return undefined;
  }
  free = free.filter(database => database !== found);
  found.knex.removeAllListeners();
  return (await emptyWhole(id, found.knex)) ? found.knex : reuse(id);
}

/** Takes all rows out of a database that is otherwise as it was migrated; false if it is not. */
async function emptyWhole(id: TestDatabaseId, knex: Knex): Promise<boolean> {
  const known = scripts.get(id) ?? readScripts(id);
  if (!known || (await shapeOf(knex)) !== known.shape) {
    return false;
  }
  scripts.set(id, known);
  await runScript(knex, known.empty);
  return true;
}

async function make(id: TestDatabaseId): Promise<Knex> {
  if (id !== 'SQLITE_3' && SERVER) {
    kept ??= KeptPostgres.on(SERVER);
    return kept.take({
      version: versionOf(id),
      isWhole: knex => emptyWhole(id, knex),
      make: knex => migrate(id, knex),
    });
  }
  const knex = await databases.init(id);
  if (id === 'SQLITE_3') {
    await keepStatements(knex);
  }
  await migrate(id, knex);
  return knex;
}

/** What others were migrated by is done at once. */
async function migrate(id: TestDatabaseId, knex: Knex): Promise<void> {
  const known = scripts.get(id) ?? readScripts(id);
  if (known) {
    await runScript(knex, known.migrate);
  }
  scripts.set(id, known ?? (await migrateAndKeep(id, knex)));
}
