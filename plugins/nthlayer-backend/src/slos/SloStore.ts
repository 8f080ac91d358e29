import {
  BudgetStatus,
  GroupLabels,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSourceProblem } from '@nthlayer/engine';
import { Lease } from '../leases/LeaseStore';

/** How far an SLI revision has been read. Milliseconds since the epoch. */
export interface ReadingProgress {
  readonly watermarkMs: number;
  readonly backfillFromMs: number;
  readonly backfillReachedMs: number;
  readonly backfillOriginMs: number;
  /** Another one when other groups count than before. */
  readonly groupsVersion: number;
  /** Since when groups have been left out, as there are too many; 0 where none is. */
  readonly leftOutSinceMs: number;
}

/** Why figures of an SLO are missing, and since when. */
export interface DataProblem extends Pick<DataSourceProblem, 'message'> {
  readonly code: DataSourceProblem['code'] | 'too-many-groups';
  readonly sinceMs: number;
}

/** How often the next chunk of an SLI's history has failed, and when last. */
export interface HistoryTries {
  readonly count: number;
  readonly lastMs: number;
}

/** An SLO that is being evaluated, with its current SLI revision. */
export interface ActiveSlo {
  readonly sloId: number;
  readonly sliRevisionId: number;
  readonly entityRef: string;
  readonly environment: string;
  readonly dataSource: string;
  /** The current stack revision. */
  readonly revision: string;
  /** Of what decides the budget, and its alerts. */
  readonly version: number;
  /** What decides the budget; the texts for people are in the stack. */
  readonly slo: Slo;
  readonly progress: ReadingProgress;
  /** Why ticks cannot read it; else why the back-fill cannot. */
  readonly problem?: DataProblem;
  /** None where the back-fill goes on as it should. */
  readonly tries?: HistoryTries;
}

/** Who reads tiles: ticks the newest, by default, or the back-fill the older ones. */
export type TileReader = 'tick' | 'backfill';

/** When a problem was met, and by whom. */
export interface ProblemTime {
  readonly nowMs: number;
  readonly reader?: TileReader;
  readonly fence?: Lease;
}

/** A status of one group of an SLO, about to be stored. */
export interface StatusWrite {
  readonly sloId: number;
  readonly sliRevisionId: number;
  readonly revision: string;
  readonly labels: GroupLabels;
  readonly status: BudgetStatus;
}

/** A stored status. */
export interface StoredStatus {
  readonly entityRef: string;
  readonly environment: string;
  readonly slo: string;
  readonly sliRevisionId: number;
  /** The stack revision from which it was computed. */
  readonly revision: string;
  readonly labels: GroupLabels;
  readonly status: BudgetStatus;
}

/** Which SLOs; without a field, all. */
export interface SloQuery {
  readonly entityRefs?: readonly string[];
  readonly sloIds?: readonly number[];
}

/** How the SLOs of one data source are. */
export interface SourceSummary {
  readonly dataSource: string;
  readonly slos: number;
  /** Oldest end of what has been read of an SLI. */
  readonly readUntilMs: number;
  readonly failing: number;
  /** Those of whose history a stretch is still to be read. */
  readonly gaps: number;
  readonly stale: number;
}

/** A service at a moment; milliseconds since the epoch. */
export interface SloMoment {
  readonly entityRef: string;
  readonly environment: string;
  readonly atMs: number;
}

/** SLOs being evaluated and their statuses. */
export interface SloStore {
  listActive(query?: SloQuery): Promise<ActiveSlo[]>;
  /**
   * Those of one data source, for who works through all of them again and again: the same list as long as nothing changes
   * but how far it has been read, which is replaced in it.
   */
  listActiveOf(dataSource: string): Promise<readonly ActiveSlo[]>;
  /** In the versions that were valid then; those that were not there, yet or for a time, are left out. */
  listAt(moment: SloMoment): Promise<ActiveSlo[]>;
  /** Names of the data sources of all active SLOs, configured or not. */
  listDataSources(): Promise<string[]>;
  /** A status that was computed before `staleBeforeMs` is stale, whatever it says. */
  summarise(staleBeforeMs: number): Promise<SourceSummary[]>;
  /** A problem that lasts keeps its `sinceMs`. The next write of the same reader ends it, and no other. */
  recordProblem(
    sliRevisionIds: readonly number[],
    problem: DataSourceProblem,
    at: ProblemTime,
  ): Promise<void>;
  listStatuses(entityRefs: readonly string[]): Promise<StoredStatus[]>;
  /** Removes statuses that are stored only with those of other SLOs that are not evaluated any more. */
  purgeStatuses(fence?: Lease): Promise<void>;
}
