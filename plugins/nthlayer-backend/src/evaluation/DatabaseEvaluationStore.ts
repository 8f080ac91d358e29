import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { BudgetAlerts } from '../budgetAlerts/BudgetAlerts';
import { DatabaseBudgetAlertStore } from '../budgetAlerts/DatabaseBudgetAlertStore';
import { checkFence } from '../leases/checkFence';
import { Lease } from '../leases/LeaseStore';
import { tellPortfolio } from '../portfolio/operations/refreshPortfolio';
import { saveStatuses } from '../statuses/operations/saveStatuses';
import { StatusMemory } from '../statuses/StatusMemory';
import { findCurrent } from '../statuses/operations/findCurrent';
import { MadeTable, madeStatus, StatusTable } from '../statuses/StatusTable';
import { PortfolioMemory } from '../portfolio/PortfolioMemory';
import {
  EvaluationStore,
  MadeStatus,
  WholeEvaluation,
} from './EvaluationStore';
import { toldServices } from './toldServices';
import { noteEvaluation } from '../cursors/noteEvaluation';

/** Keeps statuses, the portfolio and notices in the plugin's database. */
export class DatabaseEvaluationStore implements EvaluationStore {
  readonly #knex: Knex;
  readonly #alerts: BudgetAlerts | undefined;
  readonly #statuses = StatusMemory.create();
  readonly #portfolio = PortfolioMemory.create();
  /** Versions of the SLOs of data sources, all of which statuses were current. */
  readonly #definitions = new Map<string, number>();

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

  /** Of statuses that are made already. Answers those that were kept. */
  async save(
    made: readonly MadeStatus[],
    fence?: Lease,
    whole?: WholeEvaluation,
  ): Promise<readonly MadeStatus[]> {
    const leftOut = await this.saveTable(new MadeTable(made), fence, whole);
    return made.filter((_made, row) => !leftOut.has(row));
  }

  /**
   * Cursors are locked before anything else, as everywhere. Then come statuses: whoever evaluates the same SLO at the same time waits for their rows, and then sees what this
   * evaluation has told. Other work is let in between: SQLite's driver is synchronous.
   */
  async saveTable(
    table: StatusTable,
    fence?: Lease,
    whole?: WholeEvaluation,
  ): Promise<ReadonlySet<number>> {
    if (table.layout.owners.length === 0) {
      return new Set();
    }
    return this.#knex.transaction(async tx => {
      await checkFence(tx, fence);
      const gone = whole && (await this.#goneRows(tx, table, whole));
      if (!whole || !gone || gone.size === 0) {
        return this.#save(tx, table, whole);
      }
      const kept = [...table.layout.owners.keys()].filter(
        row => !gone.has(row),
      );
      const rest = new MadeTable(kept.map(row => madeStatus(table, row)));
      const failed = new Set(whole.failed);
      gone.forEach(row => failed.add(table.active(row).entityRef));
      const leftOut = await this.#save(tx, rest, { ...whole, failed });
      return new Set([...gone, ...[...leftOut].map(row => kept[row])]);
    });
  }

  async #save(
    tx: Knex.Transaction,
    table: StatusTable,
    whole: WholeEvaluation | undefined,
  ): Promise<ReadonlySet<number>> {
    const saved = await saveStatuses(tx, table, this.#statuses);
    await setImmediate();
    const services = await toldServices(
      tx,
      { table, saved, whole },
      this.#portfolio,
    );
    await tellPortfolio(tx, services);
    await setImmediate();
    const alertStore = DatabaseBudgetAlertStore.create({ knex: tx });
    await this.#alerts?.judge(table, saved.leftOut, alertStore);
    return saved.leftOut;
  }

  /**
   * Of SLOs that were renamed, changed or deleted while they were read: looked for where the SLOs are not those of last
   * time. Who changed any has told the portfolio of them, too.
   */
  async #goneRows(
    tx: Knex.Transaction,
    { layout: { owners } }: StatusTable,
    whole: WholeEvaluation,
  ): Promise<ReadonlySet<number>> {
    const definitions = await noteEvaluation(tx, whole);
    if (this.#definitions.get(whole.dataSource) === definitions) {
      return new Set();
    }
    this.#portfolio.forget(owners);
    const isCurrent = await findCurrent(tx, owners);
    const gone = [...owners.keys()].filter(row => !isCurrent(owners[row]));
    if (gone.length === 0 && definitions !== undefined) {
      this.#definitions.set(whole.dataSource, definitions);
    }
    return new Set(gone);
  }
}
