import { Interval, TileColumns } from '@nthlayer/engine';
import { TILE_MS } from '../durations';

/** What counts of an excluded stretch are added to. */
export interface ExcludedSums {
  bad: number;
  total: number;
  knownTiles: number;
  expectedTiles: number;
}

/** Sums from the first slot up to each. */
interface RunningSums {
  readonly known: Float64Array;
  readonly bad: Float64Array;
  readonly total: Float64Array;
}

/** What was counted in some slots on end. As long as counts are whole, any stretch of them costs the same. */
export class PartSums {
  readonly columns: TileColumns;
  /** None where sums of counts depend on the order in which they are added. */
  readonly #running?: RunningSums;

  constructor(columns: TileColumns) {
    this.columns = columns;
    if (columns.bad.every(isWhole) && columns.total.every(isWhole)) {
      this.#running = {
        known: runningSums(columns.known),
        bad: runningSums(columns.bad),
        total: runningSums(columns.total),
      };
    }
  }

  /** Adds the slots that start within a window. */
  addTo(sums: ExcludedSums, window: Interval): void {
    const { startMs, stepMs, known, bad, total } = this.columns;
    const slotAt = (timeMs: number) => Math.ceil((timeMs - startMs) / stepMs);
    const first = Math.max(0, slotAt(window.startMs));
    const last = Math.min(known.length, slotAt(window.endMs));
    if (first >= last) {
      return;
    }
    sums.expectedTiles += ((last - first) * stepMs) / TILE_MS;
    const running = this.#running;
    if (running) {
      sums.bad += running.bad[last] - running.bad[first];
      sums.total += running.total[last] - running.total[first];
      sums.knownTiles += running.known[last] - running.known[first];
      return;
    }
    for (let at = first; at < last; at++) {
      sums.bad += bad[at];
      sums.total += total[at];
      sums.knownTiles += known[at];
    }
  }
}

function isWhole(count: number): boolean {
  return Number.isSafeInteger(count);
}

function runningSums(counts: Float64Array | Uint16Array): Float64Array {
  const sums = new Float64Array(counts.length + 1);
  counts.forEach((count, at) => {
    sums[at + 1] = sums[at] + count;
  });
  return sums;
}
