import {
  GroupLabels,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { HourSums } from './HourTiles';

/** `superseded`: someone else has already moved the cursor; nothing was written. */
export type WriteOutcome = 'written' | 'superseded';

/** What was read of one SLI revision over [startMs, endMs). */
export interface TileWrite {
  readonly sliRevisionId: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly series: readonly TileSeries[];
}

/** A group of an SLI revision that has had data. */
export interface TileGroup {
  readonly id: number;
  readonly labels: GroupLabels;
}

/** Where a revision's back-fill begins anew after a long gap. */
export interface BackfillRestart {
  readonly sliRevisionId: number;
  /** The watermark as it was read; another one means that someone else was first. */
  readonly watermarkMs: number;
  readonly originMs: number;
}

/**
 * The ledger of tiles. A tile is keyed by (SLI revision, group, start), and writing it again replaces it. Times are
 * milliseconds since the epoch.
 */
export interface TileStore {
  /** Writes a tick's tiles and moves the watermark from `startMs` to `endMs`, both or neither. */
  appendTiles(write: TileWrite): Promise<WriteOutcome>;
  /** Writes older tiles and moves the back-fill's cursor from `endMs` down to `startMs`, both or neither. */
  backfillTiles(write: TileWrite): Promise<WriteOutcome>;
  /** Leaves a long gap to the back-fill, so that the newest tiles come first. */
  restartBackfill(restart: BackfillRestart): Promise<WriteOutcome>;
  listGroups(sliRevisionId: number): Promise<TileGroup[]>;
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
  /** Drops what is older than the retention; answers how many rows it touched. */
  purgeTiles(nowMs: number): Promise<number>;
}
