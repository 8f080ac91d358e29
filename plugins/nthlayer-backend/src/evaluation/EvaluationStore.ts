import { Lease } from '../leases/LeaseStore';
import { ActiveSlo, StatusWrite } from '../slos/SloStore';
import { StatusTable } from '../statuses/StatusTable';

/** A status that is about to be stored, or was, and the SLO that it is of. */
export interface MadeStatus {
  readonly active: ActiveSlo;
  readonly write: StatusWrite;
}

/** An evaluation of all SLOs of a data source. */
export interface WholeEvaluation {
  readonly dataSource: string;
  readonly atMs: number;
  /** Entities of which some status could not be made. */
  readonly failed: ReadonlySet<string>;
}

/** Keeps statuses and what follows from them. */
export interface EvaluationStore {
  /**
   * Stores statuses, the portfolio entries of their services and the notices that they give rise to: all, or nothing
   * of it. A status that is older than the stored one is left out with all that would follow from it, so that no
   * reader goes back in time. Answers which rows were left out; under a lease that has been lost it throws a
   * `LeaseLostError`.
   */
  saveTable(
    table: StatusTable,
    fence?: Lease,
    whole?: WholeEvaluation,
  ): Promise<ReadonlySet<number>>;
}
