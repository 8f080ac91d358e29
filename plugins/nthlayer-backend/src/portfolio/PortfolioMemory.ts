import { LookedStatuses } from '@nthlayer/engine';
import { Knex } from 'knex';
import { StatusLayout, StatusOwner } from '../statuses/StatusLayout';
import { PortfolioFigures } from './operations/portfolioFigures';

/** What the portfolio tells of the services of a layout, and what was looked at of the statuses that it follows from. */
export interface ToldStatuses {
  readonly layout: StatusLayout;
  readonly looked: LookedStatuses;
  /** Of each service of the layout, in its order; undefined where it is not known. */
  readonly figures: readonly (PortfolioFigures | undefined)[];
}

/**
 * What the portfolio tells, as far as this process knows. It is true as long as nobody else has stored any statuses, and
 * nobody has changed any SLOs.
 */
export class PortfolioMemory {
  readonly #ofSource = new Map<string, Told>();

  static create(): PortfolioMemory {
    return new PortfolioMemory();
  }

  private constructor() {}

  told(dataSource: string): ToldStatuses | undefined {
    return this.#ofSource.get(dataSource)?.statuses;
  }

  /** What a transaction writes is remembered once it has been committed; where it may not have been, nothing is. */
  remember(tx: Knex.Transaction, dataSource: string, statuses: ToldStatuses) {
    const begun: Told = {};
    this.#ofSource.set(dataSource, begun);
    void tx.executionPromise.then(
      () => {
        begun.statuses = statuses;
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
  statuses?: ToldStatuses;
}
