import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { createDatabase, databases } from '../__testUtils__/databases';
import { shortenErrors } from './shortenErrors';

jest.setTimeout(60_000);

const VALUE = 'what - a "remote" side wrote';
const LEASE = { job: VALUE, holder: 'h', epoch: 1, expires_at_ms: 0 };

interface Failure extends Error {
  readonly code?: string;
}

/** All that may come into the log. */
const toldBy = (error: Failure) =>
  JSON.stringify({ ...error, message: error.message, stack: error.stack });

describe.each(databases.eachSupportedId())('errors of %s', id => {
  const isSqlite = id === 'SQLITE_3';

  async function setUp() {
    const knex = await createDatabase(id);
    shortenErrors(knex);
    const failureOf = (work: PromiseLike<unknown>) =>
      Promise.resolve(work).then(
        () => Promise.reject(new Error('It did not fail')),
        (error: Failure) => error,
      );
    return { knex, failureOf };
  }

  it('have the code and the message of the driver, and no statement or value', async () => {
    const { knex, failureOf } = await setUp();
    await knex('leases').insert(LEASE);
    const message = isSqlite
      ? 'UNIQUE constraint failed: leases.job (SQLITE_CONSTRAINT_PRIMARYKEY)'
      : 'duplicate key value violates unique constraint "leases_pkey" (23505)';
    const inserts = [
      knex('leases').insert(LEASE),
      knex.transaction(tx => tx('leases').insert(LEASE)),
      knex.transaction(tx =>
        tx.transaction(inner => inner('leases').insert(LEASE)),
      ),
    ];
    for (const work of inserts) {
      const error = await failureOf(work);
      expect(error.message).toBe(message);
      expect(isDatabaseConflictError(error)).toBe(true);
      expect(error.code).toBe(message.match(/\((\w+)\)$/)?.[1]);
      const [first, frame] = error.stack!.split('\n');
      expect(first).toBe(`${error.name}: ${message}`);
      expect(frame).toMatch(/^ {4}at /);
      expect(toldBy(error)).not.toMatch(/remote|insert into/);
    }
  });

  it('quote no value that does not fit', async () => {
    const { knex, failureOf } = await setUp();
    const works = isSqlite
      ? [knex.raw('select json(?)', [VALUE])]
      : [
          knex.raw('select ?::text::bigint', [VALUE]),
          knex.raw('select ?::text::json', [VALUE]),
          knex.raw('select ?::text::timestamp', [VALUE]),
        ];
    for (const work of works) {
      const error = await failureOf(work);
      expect(error.message).toMatch(/malformed JSON|invalid input syntax/);
      expect(toldBy(error)).not.toContain('remote');
    }
  });

  it('stay as they are where they are not of the database', async () => {
    const { knex, failureOf } = await setUp();
    const other = new Error('select 1 - no');
    const work = knex.transaction(async () => {
      throw other;
    });
    expect(await failureOf(work)).toBe(other);
    expect(other.message).toBe('select 1 - no');
  });
});
