import { Knex } from 'knex';
import { BudgetAlerts } from '../budgetAlerts/BudgetAlerts';
import { DatabaseBudgetAlertStore } from '../budgetAlerts/DatabaseBudgetAlertStore';
import { checkFence } from '../leases/checkFence';
import { Lease } from '../leases/LeaseStore';
import { refreshPortfolio } from '../portfolio/operations/refreshPortfolio';
import { saveStatuses } from '../statuses/operations/saveStatuses';
import { StatusMemory } from '../statuses/StatusMemory';
import {
  EvaluationStore,
  MadeStatus,
  WholeEvaluation,
} from './EvaluationStore';
import { judgedServices } from './judgedServices';
import { noteEvaluation } from '../cursors/noteEvaluation';

/** Keeps statuses, the portfolio and notices in the plugin's database. */
export class DatabaseEvaluationStore implements EvaluationStore {
  readonly #knex: Knex;
  readonly #alerts: BudgetAlerts | undefined;
  readonly #memory = StatusMemory.create();

  /** Without alerts, nobody is told. */
  static create(options: {
    knex: Knex;
    alerts?: BudgetAlerts;
  }): DatabaseEvaluationStore {
    return new DatabaseEvaluationStore(options);
  }

  private constructor({ knex, alerts }: { knex: Knex; alerts?: BudgetAlerts }) {
    this.#knex = knex;
    this.#alerts = alerts;
  }

  /**
   * Cursors are locked before anything else, as everywhere. Then come statuses: whoever evaluates the same SLO at the same time waits for their rows, and then sees what this
   * evaluation has told.
   */
  async save(
    made: readonly MadeStatus[],
    fence?: Lease,
    whole?: WholeEvaluation,
  ): Promise<readonly MadeStatus[]> {
    if (made.length === 0) {
      return [];
    }
    return this.#knex.transaction(async tx => {
      await checkFence(tx, fence);
      if (whole) {
        await noteEvaluation(tx, whole);
      }
      const kept = await saveStatuses(tx, made, this.#memory);
      const services = await judgedServices(tx, { made, kept, whole });
      await refreshPortfolio(tx, services, whole?.atMs);
      const alertStore = DatabaseBudgetAlertStore.create({ knex: tx });
      await this.#alerts?.judge(kept, alertStore);
      return kept;
    });
  }
}
