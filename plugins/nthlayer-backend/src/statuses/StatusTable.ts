import {
  BudgetState,
  BudgetStatus,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { NoticeRules, reachesLevel } from '@nthlayer/engine';
import { MadeStatus } from '../evaluation/EvaluationStore';
import { ActiveSlo } from '../slos/SloStore';
import { StatusFigures } from './StatusFigures';
import { identityOf } from './StatusIdentity';
import { StatusLayout } from './StatusLayout';

/** Statuses that were made together. What most of them are looked at for does not need an object of each. */
export interface StatusTable {
  readonly layout: StatusLayout;
  active(row: number): ActiveSlo;
  evaluatedAtMs(row: number): number;
  state(row: number): BudgetState;
  stale(row: number): boolean;
  remaining(row: number): number | null;
  reachesLevel(row: number, rules: NoticeRules): boolean;
  /** Puts the sums that a status is made of into a row of figures. */
  putFigures(row: number, figures: StatusFigures, figuresRow: number): void;
  /** The same of many rows, one after the other. */
  putAll(rows: readonly number[], figures: StatusFigures): void;
  status(row: number): BudgetStatus;
}

/** A table of statuses each of which is there. */
export class MadeTable implements StatusTable {
  readonly layout: StatusLayout;
  readonly #made: readonly MadeStatus[];

  constructor(made: readonly MadeStatus[]) {
    this.#made = made;
    this.layout = new StatusLayout(
      made.map(one => ({ ...identityOf(one), of: one.active })),
    );
  }

  active(row: number): ActiveSlo {
    return this.#made[row].active;
  }

  evaluatedAtMs(row: number): number {
    return this.status(row).evaluatedAtMs;
  }

  state(row: number): BudgetState {
    return this.status(row).state;
  }

  stale(row: number): boolean {
    return this.status(row).stale;
  }

  remaining(row: number): number | null {
    return this.status(row).remaining;
  }

  reachesLevel(row: number, rules: NoticeRules): boolean {
    return reachesLevel(this.status(row), rules);
  }

  putFigures(row: number, figures: StatusFigures, figuresRow: number): void {
    const { sloId, status } = this.#made[row].write;
    figures.put(figuresRow, sloId, status);
  }

  putAll(rows: readonly number[], figures: StatusFigures): void {
    rows.forEach((row, index) => this.putFigures(row, figures, index));
  }

  status(row: number): BudgetStatus {
    return this.#made[row].write.status;
  }
}

/** The status of a row as an object. */
export function madeStatus(table: StatusTable, row: number): MadeStatus {
  const { sloId, sliRevisionId, revision, labels } = table.layout.owners[row];
  const status = table.status(row);
  return {
    active: table.active(row),
    write: { sloId, sliRevisionId, revision, labels, status },
  };
}
