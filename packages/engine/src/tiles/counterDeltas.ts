import {
  CounterSamples,
  TileRange,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { TileCounting } from '../ports';

/** The newest sample of a series that lies in one tile, or before all of them. */
interface Sample {
  readonly timeMs: number;
  readonly value: number;
}

/** The tile (start, end] that holds a time; -1 stands for everything at or before the range. */
function tileOf(timeMs: number, range: TileRange): number {
  return timeMs <= range.startMs
    ? -1
    : Math.ceil((timeMs - range.startMs) / range.stepMs) - 1;
}

function deltaOf(
  before: Sample | undefined,
  value: number,
  tileStartMs: number,
  counting: TileCounting,
): number {
  if (!before) {
    return counting.countBirths ? value : 0;
  }
  if (tileStartMs - before.timeMs > counting.lookbackMs) {
    return 0; // away for longer than gaps are bridged: neither its difference nor its whole value is right
  }
  return value >= before.value ? value - before.value : value;
}

/**
 * Walks one counter once and reports, for every tile in which it has a sample, the difference to its value at
 * the tile's start and the time of its newest sample there. Tile -1, without a difference, is the newest sample
 * at or before the range. Samples that are no counter values or go back in time are left out.
 */
export function counterDeltas(
  counter: CounterSamples,
  range: TileRange,
  counting: TileCounting,
  report: (tile: number, delta: number, newestMs: number) => void,
): void {
  let before: Sample | undefined;
  let current: Sample | undefined;
  let tile = -1;

  function close() {
    if (!current) {
      return;
    }
    const tileStartMs = range.startMs + tile * range.stepMs;
    const delta =
      tile < 0 ? 0 : deltaOf(before, current.value, tileStartMs, counting);
    report(tile, delta, current.timeMs);
    before = current;
  }

  for (let i = 0; i < counter.timesMs.length; i++) {
    const timeMs = counter.timesMs[i];
    const value = counter.values[i];
    if (timeMs > range.endMs) {
      break;
    }
    if (
      Number.isFinite(value) &&
      value >= 0 &&
      timeMs > (current?.timeMs ?? -Infinity)
    ) {
      const sampleTile = tileOf(timeMs, range);
      if (sampleTile !== tile) {
        close();
        tile = sampleTile;
      }
      current = { timeMs, value };
    }
  }
  close();
}
