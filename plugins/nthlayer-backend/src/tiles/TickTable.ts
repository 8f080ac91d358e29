import { TileTable } from '@nthlayer/engine';
import { TILE_MS } from '../durations';
import { GroupName } from './GroupIds';
import { TickWrite, TileWrite } from './TileStore';

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

/** All that a tick has read revision by revision. */
export function slisIn({ startMs, slis, table }: TickWrite): TickWrite['slis'] {
  if (!table) {
    return slis;
  }
  const { tiles, names } = table;
  const own = new Map(
    table.sliRevisionIds.map(id => [id, [] as TileWrite['series'][number][]]),
  );
  names.forEach(({ sliRevisionId, labels }, index) => {
    const [from, to] = [index * tiles, (index + 1) * tiles];
    own.get(sliRevisionId)?.push({
      group: labels,
      startMs,
      stepMs: TILE_MS,
      bad: table.bad.subarray(from, to),
      total: table.total.subarray(from, to),
    });
  });
  const read = [...own].map(([sliRevisionId, series]) => ({
    sliRevisionId,
    series,
  }));
  return [...slis, ...read];
}
