import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';

/** How many statements are sent to the database at most before other work is let in. */
export async function mostStatementsInATurn(
  knex: Knex,
  work: () => Promise<unknown>,
): Promise<number> {
  let most = 0;
  let statements = 0;
  let isDone = false;
  const count = () => {
    statements += 1;
    most = Math.max(most, statements);
  };
  knex.on('query', count);
  const done = work().finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await setImmediate();
    statements = 0;
  }
  knex.removeListener('query', count);
  await done;
  return most;
}
