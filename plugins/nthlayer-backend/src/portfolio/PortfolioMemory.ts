import { Knex } from 'knex';
import { ServiceRows, StatusOwner } from '../statuses/StatusLayout';
import { StatusTable } from '../statuses/StatusTable';
import { toThousandth } from './portfolioOrder';

/**
 * The statuses that the portfolio tells of, as far as this process knows. It is true as long as nobody else has stored
 * any of them.
 */
export class PortfolioMemory {
  readonly #ofSource = new Map<string, Told>();

  static create(): PortfolioMemory {
    return new PortfolioMemory();
  }

  private constructor() {}

  /** Services of which the portfolio tells something else than what is so now. */
  changed(dataSource: string, table: StatusTable): readonly ServiceRows[] {
    const { layout } = table;
    const told = this.#ofSource.get(dataSource)?.table;
    return told?.layout === layout
      ? layout.services.filter(({ rows }) =>
          rows.some(row => !isSame(told, table, row)),
        )
      : layout.services;
  }

  /** What a transaction writes is remembered once it has been committed; where it may not have been, nothing is. */
  remember(tx: Knex.Transaction, dataSource: string, table: StatusTable): void {
    const begun: Told = {};
    this.#ofSource.set(dataSource, begun);
    void tx.executionPromise.then(
      () => {
        begun.table = table;
      },
      () => {},
    );
  }

  forget(owners: readonly StatusOwner[]): void {
    owners.forEach(({ of }) => this.#ofSource.delete(of.dataSource));
  }
}

/** By one transaction: what comes after it has one of its own. */
interface Told {
  table?: StatusTable;
}

function isSame(told: StatusTable, now: StatusTable, row: number): boolean {
  return (
    told.state(row) === now.state(row) &&
    told.stale(row) === now.stale(row) &&
    toThousandth(told.remaining(row)) === toThousandth(now.remaining(row))
  );
}
