import { Knex } from 'knex';
import {
  BudgetAlertStore,
  CrossingWrite,
  LeftLevels,
  NoticeOutcome,
} from './BudgetAlertStore';
import { claimNotices } from './operations/claimNotices';
import { crossLevels } from './operations/crossLevels';
import { listCrossings } from './operations/listCrossings';
import { postponeNotice } from './operations/postponeNotice';
import { purgeNotices } from './operations/purgeNotices';
import { rearmLevels } from './operations/rearmLevels';
import { settleNotice } from './operations/settleNotice';

/** Keeps crossings and notices in the plugin's database. */
export class DatabaseBudgetAlertStore implements BudgetAlertStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseBudgetAlertStore {
    return new DatabaseBudgetAlertStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  listCrossings(sloIds: readonly number[]) {
    return listCrossings(this.#knex, sloIds);
  }

  cross(writes: readonly CrossingWrite[]) {
    return crossLevels(this.#knex, writes);
  }

  rearm(left: readonly LeftLevels[]) {
    return rearmLevels(this.#knex, left);
  }

  claim(nowMs: number, untilMs: number, limit: number) {
    return claimNotices(this.#knex, { nowMs, untilMs, limit });
  }

  settle(id: string, outcome: NoticeOutcome, nowMs: number) {
    return settleNotice(this.#knex, id, { outcome, nowMs });
  }

  postpone(id: string, atMs: number) {
    return postponeNotice(this.#knex, id, atMs);
  }

  purge(beforeMs: number) {
    return purgeNotices(this.#knex, beforeMs);
  }
}
