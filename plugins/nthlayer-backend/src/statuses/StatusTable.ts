import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';
import { LookedStatuses } from '@nthlayer/engine';
import { MadeStatus } from '../evaluation/EvaluationStore';
import { ActiveSlo } from '../slos/SloStore';
import { NoticeBounds } from './NoticeBounds';
import { StatusFigures } from './StatusFigures';
import { identityOf } from './StatusIdentity';
import { StatusLayout } from './StatusLayout';

/** What notices are judged by. */
export type LookedStatus = Pick<
  BudgetStatus,
  'state' | 'stale' | 'remaining' | 'consumed' | 'burn' | 'method'
> & { readonly window: Pick<BudgetStatus['window'], 'startMs'> };

/** Statuses that were made together. What most of them are looked at for does not need an object of each. */
export interface StatusTable {
  readonly layout: StatusLayout;
  readonly looked: LookedStatuses;
  active(row: number): ActiveSlo;
  evaluatedAtMs(row: number): number;
  /** To be looked at before the next one is. */
  look(row: number): LookedStatus;
  /** Rows that may be at a level of notices; of the others none is reached for sure. */
  loudRows(bounds: NoticeBounds): readonly number[];
  /** Puts the sums that a status is made of into a row of figures. */
  putFigures(row: number, figures: StatusFigures, figuresRow: number): void;
  /** The same of many rows, one after the other. */
  putAll(rows: readonly number[], figures: StatusFigures): void;
  status(row: number): BudgetStatus;
}

/** A table of statuses each of which is there. */
export class MadeTable implements StatusTable {
  readonly layout: StatusLayout;
  readonly looked: LookedStatuses;
  readonly #made: readonly MadeStatus[];

  constructor(made: readonly MadeStatus[]) {
    this.#made = made;
    this.layout = new StatusLayout(
      made.map(one => ({ ...identityOf(one), of: one.active })),
    );
    this.looked = new LookedStatuses(made.length);
    made.forEach(({ write }, row) => this.looked.put(row, write.status));
  }

  active(row: number): ActiveSlo {
    return this.#made[row].active;
  }

  evaluatedAtMs(row: number): number {
    return this.status(row).evaluatedAtMs;
  }

  look(row: number): LookedStatus {
    return this.status(row);
  }

  loudRows(): readonly number[] {
    return [...this.#made.keys()];
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
