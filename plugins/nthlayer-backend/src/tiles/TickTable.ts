import { TileTable } from '@nthlayer/engine';
import { GroupName } from './GroupName';

/**
 * What a tick has read of many SLI revisions in columns: tile t of the group at index g stands at `g * tiles + t`, and is
 * NaN in both where it is unknown. The very same lists stand for the same revisions and groups, so that what follows
 * from them is worked out once.
 */
export interface TickTable extends Pick<TileTable, 'tiles' | 'bad' | 'total'> {
  /** All that were read, also those without a group. */
  readonly sliRevisionIds: readonly number[];
  readonly names: readonly GroupName[];
}
