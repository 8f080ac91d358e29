import { DataSourceProblem } from '@nthlayer/engine';
import { Knex } from 'knex';
import { Lease } from '../leases/LeaseStore';
import { ActiveSlos } from './ActiveSlos';
import { ProblemTime, SloMoment, SloQuery, SloStore } from './SloStore';
import { listAt } from './operations/listAt';
import { listActive } from './operations/listActive';
import { listDataSources } from './operations/listDataSources';
import { listStatuses } from '../statuses/operations/listStatuses';
import { purgeStatuses } from '../statuses/operations/purgeStatuses';
import { recordProblem } from './operations/recordProblem';
import { summarise } from './operations/summarise';

/** Keeps SLOs and statuses in the plugin's database. */
export class DatabaseSloStore implements SloStore {
  readonly #knex: Knex;
  readonly #active: ActiveSlos;

  static create(options: { knex: Knex }): DatabaseSloStore {
    return new DatabaseSloStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
    this.#active = ActiveSlos.create({ knex });
  }

  listActive(query: SloQuery = {}) {
    return listActive(this.#knex, query);
  }

  listActiveOf(dataSource: string) {
    return this.#active.list(dataSource);
  }

  listAt(moment: SloMoment) {
    return listAt(this.#knex, moment);
  }

  listDataSources() {
    return listDataSources(this.#knex);
  }

  summarise(staleBeforeMs: number) {
    return summarise(this.#knex, staleBeforeMs);
  }

  recordProblem(
    sliRevisionIds: readonly number[],
    problem: DataSourceProblem,
    at: ProblemTime,
  ) {
    return recordProblem(this.#knex, sliRevisionIds, problem, at);
  }

  purgeStatuses(fence?: Lease) {
    return purgeStatuses(this.#knex, fence);
  }

  listStatuses(entityRefs: readonly string[]) {
    return listStatuses(this.#knex, entityRefs);
  }
}
