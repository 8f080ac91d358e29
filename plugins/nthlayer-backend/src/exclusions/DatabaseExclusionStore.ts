import { Knex } from 'knex';
import {
  ExclusionPageQuery,
  ExclusionQuery,
  ExclusionRemoval,
  ExclusionStore,
  StoredExclusion,
} from './ExclusionStore';
import { addExclusion } from './operations/addExclusion';
import { countExclusions } from './operations/countExclusions';
import { listExclusions } from './operations/listExclusions';
import { removeExclusion } from './operations/removeExclusion';

/** Keeps exclusions in the plugin's database. */
export class DatabaseExclusionStore implements ExclusionStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseExclusionStore {
    return new DatabaseExclusionStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  add(exclusion: StoredExclusion) {
    return addExclusion(this.#knex, exclusion);
  }

  list(query: ExclusionPageQuery = {}) {
    return listExclusions(this.#knex, query);
  }

  count(query: ExclusionQuery) {
    return countExclusions(this.#knex, query);
  }

  remove(removal: ExclusionRemoval) {
    return removeExclusion(this.#knex, removal);
  }
}
