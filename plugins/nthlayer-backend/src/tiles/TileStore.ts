import {
  GroupLabels,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { TickColumns, TieredTiles } from '@nthlayer/engine';
import { Lease } from '../leases/LeaseStore';
import { Retention } from './Retention';
import { GroupName } from './GroupName';
import type { TickTable } from './TickTable';
import type { TierRoom } from './TierRoom';

/** `superseded`: someone else has already moved the cursor; nothing was written. */
export type WriteOutcome = 'written' | 'superseded';

/** What was read of one SLI revision over [startMs, endMs). */
export interface TileWrite {
  readonly sliRevisionId: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly series: readonly TileSeries[];
}

/** What a tick has read of many SLI revisions that had been read up to the same time. */
export interface TickWrite {
  readonly startMs: number;
  readonly endMs: number;
  readonly slis: readonly Pick<TileWrite, 'sliRevisionId' | 'series'>[];
  /** Further ones. */
  readonly table?: TickTable;
  /** Some of it follows from the rest: if not all can be written, a `PartlyMovedError` is thrown and nothing is. */
  readonly isWhole?: boolean;
}

/** Somebody else has moved some of what was to be written as a whole. */
export class PartlyMovedError extends Error {
  constructor() {
    super('Not all that belongs together stood where the tick began');
    this.name = 'PartlyMovedError';
  }
}

/** A group of an SLI revision that has had data. */
export interface TileGroup {
  readonly id: number;
  readonly labels: GroupLabels;
}

/** Where the back-fill of SLI revisions of one data source begins anew after a long gap. */
export interface BackfillRestart {
  readonly sliRevisionIds: readonly number[];
  /** Their watermark as it was read; one that stands elsewhere was moved by someone else. */
  readonly watermarkMs: number;
  readonly originMs: number;
}

/** What to read of a group: hours from `startMs`, five minutes and minutes from later times on, all up to `endMs`. */
export interface TierRange {
  readonly startMs: number;
  readonly fiveMinutesFromMs: number;
  readonly minutesFromMs: number;
  readonly endMs: number;
}

/** Ticks that are in memory between readings of many groups, each of which is in the same ticks as its neighbours. */
export type UnpackedTicks = Map<number, TickColumns>;

/** What the known tiles of an hour add up to. */
export interface HourSums {
  readonly hourMs: number;
  readonly bad: number;
  readonly total: number;
  readonly knownTiles: number;
}

/**
 * The ledger of tiles. A tile is keyed by (SLI revision, group, start), and writing it again replaces it. Times are
 * milliseconds since the epoch. A write with a lease that is no longer the newest of its job throws a
 * `LeaseLostError` and leaves no trace.
 */
export interface TileStore {
  readonly retention: Retention;
  /**
   * Writes a tick's tiles and moves the watermarks of the revisions from `startMs` to `endMs`, all in one transaction.
   * Answers the revisions that were written; somebody else has already moved the others.
   */
  appendTick(write: TickWrite, fence?: Lease): Promise<readonly number[]>;
  /** `appendTick` for one revision. */
  appendTiles(write: TileWrite, fence?: Lease): Promise<WriteOutcome>;
  /** Writes older tiles and moves the back-fill's cursor from `endMs` down to `startMs`, both or neither. */
  backfillTiles(write: TileWrite, fence?: Lease): Promise<WriteOutcome>;
  /**
   * Leaves a long gap to the back-fill, so that the newest tiles come first: of all revisions in one transaction. Answers
   * those whose it was.
   */
  restartBackfill(
    restart: BackfillRestart,
    fence?: Lease,
  ): Promise<readonly number[]>;
  /** Groups that count: not those that have been silent while others were not. */
  listGroups(sliRevisionId: number): Promise<TileGroup[]>;
  /** Groups of many revisions, by revision; one without any is absent. */
  listGroupsOf(
    sliRevisionIds: readonly number[],
  ): Promise<ReadonlyMap<number, readonly TileGroup[]>>;
  /** Groups that may have counted at a moment. */
  listGroupsAt(sliRevisionId: number, atMs: number): Promise<TileGroup[]>;
  /** Whether it counts or not. */
  findGroup(name: GroupName): Promise<TileGroup | undefined>;
  /** Of these revisions other groups may count now, or none at all: what is in memory of them is looked for again. */
  forgetGroups(sliRevisionIds: ReadonlySet<number>): void;
  /** All that is known of some groups, in the order of their ids given, by one statement. Ticks that it unpacks go into `unpacked`, and all of it into `room`, where there is some. */
  readTiers(
    groupIds: readonly number[],
    range: TierRange,
    unpacked?: UnpackedTicks,
    room?: TierRoom,
  ): Promise<TieredTiles[]>;
  /** Base tiles that start in [startMs, endMs), unknown ones included. */
  readTiles(
    group: TileGroup,
    startMs: number,
    endMs: number,
  ): Promise<TileSeries>;
  /** Sums of the hours that start in [startMs, endMs), oldest first; an hour of which nothing is known is absent. */
  readHours(
    group: TileGroup,
    startMs: number,
    endMs: number,
  ): Promise<HourSums[]>;
  /** End of the newest known tile before `beforeMs`. */
  newestTileEnd(
    group: TileGroup,
    beforeMs: number,
  ): Promise<number | undefined>;
  /** Moves the ticks of the hours that are over into chunks of their groups, and judges which groups count; answers how many ticks. */
  sealTiles(nowMs: number, fence?: Lease): Promise<number>;
  /** Drops what is older than the retention; answers how many rows. */
  purgeTiles(nowMs: number, fence?: Lease): Promise<number>;
}
