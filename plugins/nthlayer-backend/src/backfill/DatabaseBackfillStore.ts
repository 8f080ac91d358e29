import { Knex } from 'knex';
import { Lease } from '../leases/LeaseStore';
import { BackfillStore, TryTime, UnreadableStretch } from './BackfillStore';
import { countTries } from './operations/countTries';
import { giveUp } from './operations/giveUp';
import { listUnreadable } from './operations/listUnreadable';
import { readAgain } from './operations/readAgain';

/** Keeps in the plugin's database what of the history could not be read. */
export class DatabaseBackfillStore implements BackfillStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseBackfillStore {
    return new DatabaseBackfillStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  countTries(sliRevisionIds: readonly number[], at: TryTime) {
    return countTries(this.#knex, sliRevisionIds, at);
  }

  giveUp(stretch: UnreadableStretch, fence?: Lease) {
    return giveUp(this.#knex, stretch, fence);
  }

  listUnreadable(sliRevisionIds: readonly number[]) {
    return listUnreadable(this.#knex, sliRevisionIds);
  }

  readAgain(sliRevisionIds: readonly number[]) {
    return readAgain(this.#knex, sliRevisionIds);
  }
}
