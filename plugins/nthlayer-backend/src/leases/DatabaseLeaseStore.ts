import { Knex } from 'knex';
import { LeaseRow } from '../database/tables';
import { Lease, LeaseStore } from './LeaseStore';

/**
 * Leases in the plugin's database. Every change is one statement, so that the database decides races, and it decides by
 * its own clock: those of replicas differ.
 */
export class DatabaseLeaseStore implements LeaseStore {
  readonly #knex: Knex;
  readonly #now: Knex.Raw;

  static create(options: {
    knex: Knex;
    /** What the time is, in milliseconds since the epoch. By default as the database's clock says. */
    now?: Knex.Raw;
  }): DatabaseLeaseStore {
    return new DatabaseLeaseStore(options);
  }

  private constructor({ knex, now }: { knex: Knex; now?: Knex.Raw }) {
    this.#knex = knex;
    this.#now = now ?? databaseTime(knex);
  }

  async acquire(
    job: string,
    holder: string,
    ttlMs: number,
  ): Promise<Lease | undefined> {
    const term = { holder, expires_at_ms: this.#endOf(ttlMs) };
    const [taken] = await this.#leases()
      .where({ job })
      .where('expires_at_ms', '<=', this.#now)
      .update({ ...term, epoch: this.#knex.raw('epoch + 1') })
      .returning('epoch');
    const epoch = taken ? taken.epoch : await this.#begin({ job, ...term });
    return epoch === undefined
      ? undefined
      : { job, holder, epoch: Number(epoch) };
  }

  /** The first lease on a job; undefined when there is one, which somebody holds. */
  async #begin(
    lease: Pick<LeaseRow, 'job' | 'holder'> & { expires_at_ms: Knex.Raw },
  ): Promise<number | undefined> {
    const [made] = await this.#leases()
      .insert({ ...lease, epoch: 1 })
      .onConflict('job')
      .ignore()
      .returning('epoch');
    return made?.epoch;
  }

  async renew(lease: Lease, ttlMs: number): Promise<boolean> {
    const renewed = await this.#leases()
      .where({ ...lease })
      .update({ expires_at_ms: this.#endOf(ttlMs) });
    return renewed === 1;
  }

  async release(lease: Lease): Promise<void> {
    await this.#leases()
      .where({ ...lease })
      .update({ expires_at_ms: 0 });
  }

  #endOf(ttlMs: number): Knex.Raw {
    return this.#knex.raw('? + ?', [this.#now, ttlMs]);
  }

  #leases() {
    return this.#knex<LeaseRow>('leases');
  }
}

/** When a statement is run, not when its transaction began. */
function databaseTime(knex: Knex): Knex.Raw {
  return knex.client.config.client === 'pg'
    ? knex.raw('cast(extract(epoch from clock_timestamp()) * 1000 as bigint)')
    : knex.raw("cast(unixepoch('subsec') * 1000 as integer)");
}
