import { GroupLabels } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NoticeLevel } from '@nthlayer/engine';

/** A group of an SLO. */
export interface SloGroup {
  readonly sloId: number;
  readonly labels: GroupLabels;
}

/** A level that a group has reached and not left since. Times are milliseconds since the epoch. */
export interface Crossing {
  readonly sloId: number;
  readonly labelsHash: string;
  readonly level: NoticeLevel;
  /** Start of the calendar period in which it was reached; rolling windows have none. */
  readonly periodMs?: number;
}

/** What people are told, as it goes out. */
export interface Notice {
  readonly id: string;
  readonly entityRef: string;
  readonly environment: string;
  readonly slo: string;
  readonly labels: GroupLabels;
  readonly level: NoticeLevel;
  /** All levels that were reached at once; the notice tells the worst. */
  readonly levels: readonly NoticeLevel[];
  readonly owner?: string;
  readonly title: string;
  readonly description: string;
  readonly crossedAtMs: number;
  readonly consumed: number | null;
  readonly simulated: boolean;
}

/** Levels that a group has reached, and what is to be told of it. */
export interface CrossingWrite extends SloGroup {
  /** The worst first. */
  readonly levels: readonly NoticeLevel[];
  readonly periodMs?: number;
  readonly crossedAtMs: number;
  /** Told if this write is the one that crosses the worst level. */
  readonly notice: Notice;
}

/** A notice that this process is to deliver. */
export interface ClaimedNotice {
  readonly notice: Notice;
  /** How often it was tried before. */
  readonly tries: number;
}

/** How the delivery of a notice ended. */
export type NoticeOutcome = 'delivered' | 'given-up';

/** Crossings, and notices on their way. */
export interface BudgetAlertStore {
  listCrossings(sloIds: readonly number[]): Promise<Crossing[]>;
  /** Both or neither; answers whether the notice was kept, which only the first to cross does. */
  cross(write: CrossingWrite): Promise<boolean>;
  /** The levels were left: reached again, they are told again. */
  rearm(group: SloGroup, levels: readonly NoticeLevel[]): Promise<void>;
  /** Notices that are due, each held for this process until `untilMs`. */
  claim(
    nowMs: number,
    untilMs: number,
    limit: number,
  ): Promise<ClaimedNotice[]>;
  settle(id: string, outcome: NoticeOutcome, nowMs: number): Promise<void>;
  /** It failed and is due again at `atMs`. */
  postpone(id: string, atMs: number): Promise<void>;
  /** Forgets what was settled before. */
  purge(beforeMs: number): Promise<number>;
}
