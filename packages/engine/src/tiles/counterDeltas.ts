import {
  CounterSamples,
  TileRange,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { TileCounting } from '../ports';
import { isCount } from './isCount';

/**
 * What a tile counts of one series: `value` is its newest in the tile, `before` its newest up to the tile's start at
 * `beforeMs`, which is -Infinity when there is none.
 */
function deltaOf(
  value: number,
  before: number,
  beforeMs: number,
  tileStartMs: number,
  counting: TileCounting,
): number {
  if (beforeMs === -Infinity) {
    return counting.countBirths ? value : 0;
  }
  if (tileStartMs - beforeMs > counting.lookbackMs) {
    return 0; // away for longer than gaps are bridged: neither its difference nor its whole value is right
  }
  return value >= before ? value - before : value;
}

/**
 * Walks one counter once and reports, for every tile (start, end] in which it has a sample, the difference to its
 * value at the tile's start and the time of its newest sample there. Tile -1, without a difference, is the newest
 * sample at or before the range. Samples that are no counter values or go back in time are left out; of a tile that has
 * no others Infinity is reported, which is no count, and no time.
 *
 * Plain numbers and no objects in the loop: it sees every sample there is.
 */
export function counterDeltas(
  { timesMs, values }: CounterSamples,
  range: TileRange,
  counting: TileCounting,
  report: (tile: number, delta: number, newestMs: number) => void,
): void {
  const { startMs, endMs, stepMs } = range;
  let before = 0;
  let beforeMs = -Infinity;
  let value = 0;
  let valueMs = -Infinity;
  let newestMs = -Infinity;
  let tile = -1;
  let tileEndMs = startMs;

  const close = () => {
    if (valueMs > beforeMs) {
      const tileStartMs = startMs + tile * stepMs;
      const delta =
        tile < 0 ? 0 : deltaOf(value, before, beforeMs, tileStartMs, counting);
      report(tile, delta, valueMs);
      before = value;
      beforeMs = valueMs;
    } else if (tile >= 0) {
      report(tile, Infinity, -Infinity);
    }
  };

  for (let i = 0; i < timesMs.length && !(timesMs[i] > endMs); i++) {
    const timeMs = timesMs[i];
    if (timeMs > newestMs) {
      newestMs = timeMs;
      if (timeMs > tileEndMs) {
        close();
        tile = Math.ceil((timeMs - startMs) / stepMs) - 1;
        tileEndMs = startMs + (tile + 1) * stepMs;
      }
      const next = values[i];
      if (isCount(next)) {
        value = next;
        valueMs = timeMs;
      }
    }
  }
  close();
}
