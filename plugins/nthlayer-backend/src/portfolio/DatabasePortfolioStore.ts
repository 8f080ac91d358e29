import { Knex } from 'knex';
import { getCursorVersions } from '../cursors/getCursorVersions';
import { Lease } from '../leases/LeaseStore';
import {
  PortfolioQuery,
  PortfolioStore,
  RefsQuery,
  RollupQuery,
} from './PortfolioStore';
import { listPortfolio } from './operations/listPortfolio';
import { listPortfolioRefs } from './operations/listPortfolioRefs';
import { rollupPortfolio } from './operations/rollupPortfolio';
import { saveDomains } from './operations/saveDomains';

/** Keeps the portfolio in the plugin's database. */
export class DatabasePortfolioStore implements PortfolioStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabasePortfolioStore {
    return new DatabasePortfolioStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  list(query: PortfolioQuery) {
    return listPortfolio(this.#knex, query);
  }

  listRefs(query: RefsQuery) {
    return listPortfolioRefs(this.#knex, query);
  }

  rollup(query: RollupQuery) {
    return rollupPortfolio(this.#knex, query);
  }

  version() {
    return getCursorVersions(this.#knex);
  }

  saveDomains(domains: ReadonlyMap<string, string>, fence?: Lease) {
    return saveDomains(this.#knex, domains, fence);
  }
}
