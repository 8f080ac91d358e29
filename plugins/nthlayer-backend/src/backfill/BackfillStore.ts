import { DataSourceProblem } from '@nthlayer/engine';
import { Lease } from '../leases/LeaseStore';
import { WriteOutcome } from '../tiles/TileStore';

/** History of an SLI that was given up. Times are milliseconds since the epoch. */
export interface UnreadableStretch {
  readonly sliRevisionId: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly problem: DataSourceProblem;
  readonly givenUpAtMs: number;
}

/** When something was tried, under which lease. */
export interface TryTime {
  readonly nowMs: number;
  readonly fence?: Lease;
}

/** How the reading of history fares where it fails. */
export interface BackfillStore {
  /** One more try of the next chunk of these SLI revisions, which are of one data source, has failed. */
  countTries(sliRevisionIds: readonly number[], at: TryTime): Promise<void>;
  /** Leaves a chunk unknown and goes on to older ones; refused where the cursor does not stand at its end. */
  giveUp(stretch: UnreadableStretch, fence?: Lease): Promise<WriteOutcome>;
  /** By SLI revision and time. */
  listUnreadable(
    sliRevisionIds: readonly number[],
  ): Promise<UnreadableStretch[]>;
  /**
   * Has the back-fill try again from the newest stretch that was given up of any of these down to the oldest. Answers
   * which of them it will read: none where nothing was given up.
   */
  readAgain(sliRevisionIds: readonly number[]): Promise<number[]>;
}
