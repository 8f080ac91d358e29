import { Knex } from 'knex';
import { LeaseRow } from '../database/tables';
import { Lease, LeaseStore, LeaseTerm } from './LeaseStore';

/** Leases in the plugin's database. Every change is one statement, so that the database decides races. */
export class DatabaseLeaseStore implements LeaseStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseLeaseStore {
    return new DatabaseLeaseStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async acquire(
    job: string,
    holder: string,
    { nowMs, ttlMs }: LeaseTerm,
  ): Promise<Lease | undefined> {
    const term = { holder, expires_at_ms: nowMs + ttlMs };
    const [taken] = await this.#leases()
      .where({ job })
      .where('expires_at_ms', '<=', nowMs)
      .update({ ...term, epoch: this.#knex.raw('epoch + 1') })
      .returning('epoch');
    const epoch = taken ? taken.epoch : await this.#begin({ job, ...term });
    return epoch === undefined
      ? undefined
      : { job, holder, epoch: Number(epoch) };
  }

  /** The first lease on a job; undefined when there is one, which somebody holds. */
  async #begin(lease: Omit<LeaseRow, 'epoch'>): Promise<number | undefined> {
    const [made] = await this.#leases()
      .insert({ ...lease, epoch: 1 })
      .onConflict('job')
      .ignore()
      .returning('epoch');
    return made?.epoch;
  }

  async renew(lease: Lease, { nowMs, ttlMs }: LeaseTerm): Promise<boolean> {
    const renewed = await this.#leases()
      .where({ ...lease })
      .update({ expires_at_ms: nowMs + ttlMs });
    return renewed === 1;
  }

  async release(lease: Lease): Promise<void> {
    await this.#leases()
      .where({ ...lease })
      .update({ expires_at_ms: 0 });
  }

  #leases() {
    return this.#knex<LeaseRow>('leases');
  }
}
