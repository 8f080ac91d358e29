import { Knex } from 'knex';
import { ServiceRows, StatusOwner } from '../statuses/StatusLayout';
import { PortfolioFigures } from './operations/portfolioFigures';

/** What the portfolio tells of services, by their rows, which are the same as long as nothing but figures changes. */
export type ToldFigures = ReadonlyMap<ServiceRows, PortfolioFigures>;

/** What the portfolio tells, as far as this process knows. It is true as long as nobody else has stored any statuses. */
export class PortfolioMemory {
  readonly #ofSource = new Map<string, Told>();

  static create(): PortfolioMemory {
    return new PortfolioMemory();
  }

  private constructor() {}

  told(dataSource: string): ToldFigures | undefined {
    return this.#ofSource.get(dataSource)?.figures;
  }

  /** What a transaction writes is remembered once it has been committed; where it may not have been, nothing is. */
  remember(tx: Knex.Transaction, dataSource: string, figures: ToldFigures) {
    const begun: Told = {};
    this.#ofSource.set(dataSource, begun);
    void tx.executionPromise.then(
      () => {
        begun.figures = figures;
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
  figures?: ToldFigures;
}
