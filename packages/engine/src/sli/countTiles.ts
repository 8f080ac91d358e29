import { TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import { badFromGood } from '../tiles/badFromGood';
import { isCount } from '../tiles/isCount';
import { MatrixColumns } from './matrixRow';
import { RowPlan } from './RowPlan';
import { Shape } from './shape';

/** Something came that is no count of events. */
const INVALID = -1;
/** Sums of whole counts carry no more noise than this. */
const ROUNDING = 1e-9;

/** What rows say of the tiles of some series; NaN stands for no row. */
export interface TileCounts {
  readonly tiles: number;
  readonly bad: Float64Array;
  readonly total: Float64Array;
  /** Positions of tiles in which a series returned, ascending. */
  readonly returned: readonly number[];
}

/** A bound that is spelt in two ways gives two rows; the one without samples says nothing. */
function merge(earlier: number, value: number): number {
  if (earlier === INVALID || !isCount(value)) {
    return INVALID;
  }
  return earlier > value ? earlier : value;
}

/** Index of the tile that ends at a time; -1 where none of the range does. */
function tileAt(timeMs: number, { startMs, endMs, stepMs }: TileRange): number {
  const tile = (timeMs - startMs) / stepMs - 1;
  return tile >= 0 && timeMs <= endMs && Number.isInteger(tile) ? tile : -1;
}

/** Counts the tiles of all series of a plan. */
export function countTiles(
  { timesMs, values, ends }: MatrixColumns,
  { series, targets, targetEnds, roles }: RowPlan,
  { range, shape }: { range: TileRange; shape: Shape },
): TileCounts {
  const { startMs, endMs, stepMs } = range;
  const tiles = Math.max(0, Math.floor((endMs - startMs) / stepMs));
  const total = new Float64Array(series.length * tiles).fill(NaN);
  const events = new Float64Array(series.length * tiles).fill(NaN);
  const returned = new Set<number>();
  let sample = 0;
  for (let row = 0; row < ends.length; row++) {
    const counts = roles[row] === 'total' ? total : events;
    const returns = roles[row] !== 'total' && roles[row] !== 'events';
    const first = row > 0 ? targetEnds[row - 1] : 0;
    for (; sample < ends[row]; sample++) {
      const tile = tileAt(timesMs[sample], range);
      const last = tile >= 0 && tile < tiles ? targetEnds[row] : first;
      for (let target = first; target < last; target++) {
        const at = targets[target] * tiles + tile;
        if (!returns) {
          counts[at] = merge(counts[at], values[sample]);
        } else if (values[sample] > 0) {
          returned.add(at);
        }
      }
    }
  }
  return {
    tiles,
    ...knownCounts(total, events, shape),
    returned: [...returned].sort((a, b) => a - b),
  };
}

/** Turns events into bad ones, in place. Where counts cannot be right, the tile is unknown. */
function knownCounts(
  total: Float64Array,
  events: Float64Array,
  { part, mayLack }: Pick<Shape, 'part' | 'mayLack'>,
): { bad: Float64Array; total: Float64Array } {
  for (let at = 0; at < total.length; at++) {
    const lacks = mayLack && Number.isNaN(events[at]);
    events[at] = badOf(total[at], lacks ? 0 : events[at], part);
    if (Number.isNaN(events[at])) {
      total[at] = NaN;
    }
  }
  return { bad: events, total };
}

/** Bad events of one tile; NaN where the counts cannot be right. */
function badOf(total: number, events: number, part: Shape['part']): number {
  if (!isCount(total) || !isCount(events)) {
    return NaN;
  }
  if (part === 'good') {
    return badFromGood(events, total);
  }
  return events <= total * (1 + ROUNDING) ? Math.min(events, total) : NaN;
}
