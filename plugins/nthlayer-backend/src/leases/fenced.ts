import { Knex } from 'knex';
import { checkFence } from './checkFence';
import { Lease } from './LeaseStore';

/** A transaction of a job, which goes through only under the newest lease. */
export function fenced<T>(
  knex: Knex,
  fence: Lease | undefined,
  work: (tx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return knex.transaction(async tx => {
    await checkFence(tx, fence);
    return work(tx);
  });
}
