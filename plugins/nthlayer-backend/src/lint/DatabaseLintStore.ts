import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { Lease } from '../leases/LeaseStore';
import { LintQuery, LintStore, LintTarget } from './LintStore';
import { listTargets } from './operations/listTargets';
import { saveFindings } from './operations/saveFindings';

/** Keeps findings in the plugin's database. */
export class DatabaseLintStore implements LintStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseLintStore {
    return new DatabaseLintStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  listTargets(query: LintQuery) {
    return listTargets(this.#knex, query);
  }

  saveFindings(
    target: LintTarget,
    diagnostics: readonly Diagnostic[],
    options: { nowMs: number; fence?: Lease },
  ) {
    const { nowMs, fence } = options;
    return saveFindings(this.#knex, target, { diagnostics, nowMs, fence });
  }
}
