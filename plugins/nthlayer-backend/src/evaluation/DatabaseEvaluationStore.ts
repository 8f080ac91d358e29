import { Knex } from 'knex';
import { BudgetAlerts } from '../budgetAlerts/BudgetAlerts';
import { DatabaseBudgetAlertStore } from '../budgetAlerts/DatabaseBudgetAlertStore';
import { checkFence } from '../leases/checkFence';
import { Lease } from '../leases/LeaseStore';
import { refreshPortfolio } from '../portfolio/operations/refreshPortfolio';
import { saveStatuses } from '../slos/operations/saveStatuses';
import { EvaluationStore, MadeStatus } from './EvaluationStore';

/** Keeps statuses, the portfolio and notices in the plugin's database. */
export class DatabaseEvaluationStore implements EvaluationStore {
  readonly #knex: Knex;
  readonly #alerts: BudgetAlerts | undefined;

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
   * Statuses come first: whoever evaluates the same SLO at the same time waits for their rows, and then sees what this
   * evaluation has told.
   */
  async save(
    made: readonly MadeStatus[],
    fence?: Lease,
  ): Promise<readonly MadeStatus[]> {
    if (made.length === 0) {
      return [];
    }
    return this.#knex.transaction(async tx => {
      await checkFence(tx, fence);
      const kept = await saveStatuses(tx, made);
      await refreshPortfolio(
        tx,
        kept.map(({ active }) => active.entityRef),
      );
      const alertStore = DatabaseBudgetAlertStore.create({ knex: tx });
      await this.#alerts?.judge(kept, alertStore);
      return kept;
    });
  }
}
