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
    await this.#leases()
      .insert({ job, holder: '', epoch: 0, expires_at_ms: 0 })
      .onConflict('job')
      .ignore();
    const taken = await this.#leases()
      .where({ job })
      .where('expires_at_ms', '<=', nowMs)
      .update({
        holder,
        epoch: this.#knex.raw('epoch + 1'),
        expires_at_ms: nowMs + ttlMs,
      });
    if (taken !== 1) {
      return undefined;
    }
    const row = await this.#leases().where({ job, holder }).first('epoch');
    return row && { job, holder, epoch: Number(row.epoch) };
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
