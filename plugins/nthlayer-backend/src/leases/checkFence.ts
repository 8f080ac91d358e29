import { Knex } from 'knex';
import { LeaseRow } from '../database/tables';
import { Lease } from './LeaseStore';

/** A write came from a process whose lease has been taken by another one. */
export class LeaseLostError extends Error {
  constructor(job: string) {
    super(`${job} was taken over by another process`);
    this.name = 'LeaseLostError';
  }
}

/** What goes on after the failure of one thing ends with the lease. */
export function throwIfLost(error: unknown): void {
  if (error instanceof LeaseLostError) {
    throw error;
  }
}

/**
 * First in every transaction of a job: goes on only under the newest lease, and holds it until the transaction ends, so
 * that nobody takes the job over between this look and the commit. Who works without a lease passes none.
 */
export async function checkFence(
  tx: Knex.Transaction,
  fence: Lease | undefined,
): Promise<void> {
  if (!fence) {
    return;
  }
  const held = await tx<LeaseRow>('leases')
    .where({ ...fence })
    .update({ epoch: fence.epoch });
  if (held !== 1) {
    throw new LeaseLostError(fence.job);
  }
}
