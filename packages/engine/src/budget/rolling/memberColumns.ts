import { TileSums } from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * One tile of each of some members: that of the member at an index stands in `bad` and `total` at the slot of that index,
 * and is unknown where these are no counts. No member is there twice.
 *
 * @public
 */
export interface TileColumn {
  readonly members: Uint32Array;
  readonly slots: Uint32Array;
  readonly bad: Float64Array;
  readonly total: Float64Array;
}

/**
 * Sums of the same windows of some members.
 *
 * @public
 */
export interface MemberSums {
  /** Puts those of the window of an index into `sums`. */
  read(
    index: number,
    member: number,
    sums: { -readonly [K in keyof TileSums]: TileSums[K] },
  ): void;
  /** Of all windows, in their order. */
  sums(member: number): readonly TileSums[];
  /** End of the newest known tile of a member; undefined when none is. */
  newestTileMs(member: number): number | undefined;
}

/**
 * Where sums of a window go, a member after the other.
 *
 * @public
 */
export interface SumsInColumns extends CountsInColumns {
  readonly columns: Readonly<
    Record<Exclude<keyof TileSums, 'excludedTiles'>, Float64Array>
  >;
}

/**
 * Where its counts go.
 *
 * @public
 */
export interface CountsInColumns {
  readonly columns: Readonly<Record<'bad' | 'total', Float64Array>>;
  /** Of the first of them. */
  readonly row: number;
  readonly count: number;
}
