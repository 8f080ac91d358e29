import {
  BudgetStatus,
  GroupLabels,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { NoticeLevel } from '@nthlayer/engine';
import { Lease } from '../leases/LeaseStore';

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

/** Why people are told, as it was when the level was reached. Its words are found when it goes out. */
export interface NoticeReason {
  readonly id: string;
  readonly entityRef: string;
  readonly environment: string;
  readonly dataSource: string;
  /** The stack revision from which the status was computed. */
  readonly revision: string;
  readonly slo: string;
  readonly labels: GroupLabels;
  /** All levels that were reached at once, the worst first; the notice tells that. */
  readonly levels: readonly NoticeLevel[];
  /** Shares of the budget that are told, in per cent. */
  readonly thresholds: readonly number[];
  readonly crossedAtMs: number;
  readonly status: BudgetStatus;
}

/** The ways in which a notice is told: to other plugins, and to its owner. */
export const NOTICE_WAYS = ['event', 'notification'] as const;

/** One of them. */
export type NoticeWay = (typeof NOTICE_WAYS)[number];

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
  readonly periodMs?: number;
  /** Told if this write is the one that crosses its worst level. */
  readonly reason: NoticeReason;
}

/** Levels that a group has left. */
export interface LeftLevels extends SloGroup {
  readonly levels: readonly NoticeLevel[];
}

/** A notice that this process is to deliver. */
export interface ClaimedNotice {
  readonly id: string;
  /** A notice that an earlier version has kept has its words already. */
  readonly told: NoticeReason | Notice;
  /** How often it was tried before. */
  readonly tries: number;
  /** The ways in which it has been told. */
  readonly done: readonly NoticeWay[];
}

/** What is known of a notice after a try that failed. */
export interface NoticeTry {
  /** The ways in which it was told now. */
  readonly done: readonly NoticeWay[];
  readonly nowMs: number;
  /** When it is due again. */
  readonly againAtMs: number;
}

/** How the delivery of a notice ended. */
export type NoticeOutcome = 'delivered' | 'given-up';

/** Which notices a process takes: what is due now, each held for it until `untilMs`. */
export interface NoticeClaim {
  readonly nowMs: number;
  readonly untilMs: number;
  readonly limit: number;
}

/**
 * Crossings, and notices on their way. A write with a `fence` is refused (`LeaseLostError`) once another process holds
 * that lease.
 */
export interface BudgetAlertStore {
  listCrossings(sloIds: ReadonlySet<number>): Promise<Crossing[]>;
  /** A notice is kept with its crossing; only the first to cross does. To be called in a transaction. */
  cross(writes: readonly CrossingWrite[]): Promise<void>;
  /** Reached again, these levels are told again. */
  rearm(left: readonly LeftLevels[]): Promise<void>;
  /** The worst first, and of those the oldest. */
  claim(claim: NoticeClaim, fence?: Lease): Promise<ClaimedNotice[]>;
  settle(
    id: string,
    how: { outcome: NoticeOutcome; nowMs: number },
    fence?: Lease,
  ): Promise<void>;
  /** Not all of it could be told; the rest is due again. */
  postpone(id: string, attempt: NoticeTry, fence?: Lease): Promise<void>;
  /** How many are not settled. */
  countWaiting(): Promise<number>;
  /** Forgets what was settled before. */
  purge(beforeMs: number, fence?: Lease): Promise<number>;
}
