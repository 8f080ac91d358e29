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
 * Where sums of a window go, a member after the other.
 *
 * @public
 */
export interface SumsInColumns {
  readonly columns: Readonly<
    Record<Exclude<keyof TileSums, 'excludedTiles'>, Float64Array>
  >;
  /** Of the first of them. */
  readonly row: number;
  readonly count: number;
}
