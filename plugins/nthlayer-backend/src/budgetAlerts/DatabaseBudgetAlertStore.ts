import { Knex } from 'knex';
import { Lease } from '../leases/LeaseStore';
import {
  BudgetAlertStore,
  CrossingWrite,
  LeftLevels,
  NoticeClaim,
  NoticeOutcome,
  NoticeTry,
} from './BudgetAlertStore';
import { claimNotices } from './operations/claimNotices';
import { countWaitingNotices } from './operations/countWaitingNotices';
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

  listCrossings(sloIds: ReadonlySet<number>) {
    return listCrossings(this.#knex, sloIds);
  }

  cross(writes: readonly CrossingWrite[]) {
    return crossLevels(this.#knex, writes);
  }

  rearm(left: readonly LeftLevels[]) {
    return rearmLevels(this.#knex, left);
  }

  claim(claim: NoticeClaim, fence?: Lease) {
    return claimNotices(this.#knex, claim, fence);
  }

  settle(
    id: string,
    { outcome, nowMs }: { outcome: NoticeOutcome; nowMs: number },
    fence?: Lease,
  ) {
    return settleNotice(this.#knex, id, { outcome, nowMs, fence });
  }

  postpone(id: string, attempt: NoticeTry, fence?: Lease) {
    return postponeNotice(this.#knex, id, { ...attempt, fence });
  }

  countWaiting() {
    return countWaitingNotices(this.#knex);
  }

  purge(beforeMs: number, fence?: Lease) {
    return purgeNotices(this.#knex, beforeMs, fence);
  }
}
