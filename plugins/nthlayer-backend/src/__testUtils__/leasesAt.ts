import { Knex } from 'knex';
import { DatabaseLeaseStore } from '../leases/DatabaseLeaseStore';

/** Leases of a database whose clock stands there. */
export function leasesAt(knex: Knex, nowMs: number): DatabaseLeaseStore {
  const now = knex.raw('cast(? as bigint)', [nowMs]);
  return DatabaseLeaseStore.create({ knex, now });
}
