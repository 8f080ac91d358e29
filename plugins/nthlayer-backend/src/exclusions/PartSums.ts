import { Interval, TileColumns } from '@nthlayer/engine';
import { TILE_MS } from '../durations';

/** What counts of an excluded stretch are added to. */
export interface ExcludedSums {
  bad: number;
  total: number;
  knownTiles: number;
  expectedTiles: number;
}

/** The counts of some slots, and their sums from the first slot up to each. */
interface Slots {
  readonly known: Uint16Array;
  readonly bad: Float64Array;
  readonly total: Float64Array;
  readonly knownBefore: Float64Array;
  readonly badBefore: Float64Array;
  readonly totalBefore: Float64Array;
}

/** What was counted in some slots on end. As long as counts are whole, any stretch of them costs the same. */
export class PartSums {
  readonly startMs: number;
  readonly #stepMs: number;
  #slots: Slots;
  #length = 0;
  #isWhole = true;

  constructor(columns: TileColumns) {
    this.startMs = columns.startMs;
    this.#stepMs = columns.stepMs;
    this.#slots = roomFor(columns.known.length);
    this.replaceFrom(columns.startMs, columns);
  }

  get endMs(): number {
    return this.startMs + this.#length * this.#stepMs;
  }

  /** False where sums of counts depend on the order in which they are added. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** From a time on these are its slots, and there are no others behind them. */
  replaceFrom(fromMs: number, { known, bad, total }: TileColumns): void {
    const first = (fromMs - this.startMs) / this.#stepMs;
    this.#length = first + known.length;
    if (this.#length > this.#slots.known.length) {
      this.#slots = roomFor(2 * this.#length, this.#slots);
    }
    const slots = this.#slots;
    slots.known.set(known, first);
    slots.bad.set(bad, first);
    slots.total.set(total, first);
    for (let at = first; at < this.#length; at++) {
      this.#isWhole &&=
        Number.isSafeInteger(slots.bad[at]) &&
        Number.isSafeInteger(slots.total[at]);
      slots.knownBefore[at + 1] = slots.knownBefore[at] + slots.known[at];
      slots.badBefore[at + 1] = slots.badBefore[at] + slots.bad[at];
      slots.totalBefore[at + 1] = slots.totalBefore[at] + slots.total[at];
    }
  }

  /** Adds the slots that start within a window. */
  addTo(sums: ExcludedSums, window: Interval): void {
    const slots = this.#slots;
    const first = Math.max(0, this.#slotAt(window.startMs));
    const last = Math.min(this.#length, this.#slotAt(window.endMs));
    if (first >= last) {
      return;
    }
    sums.expectedTiles += ((last - first) * this.#stepMs) / TILE_MS;
    if (this.#isWhole) {
      sums.bad += slots.badBefore[last] - slots.badBefore[first];
      sums.total += slots.totalBefore[last] - slots.totalBefore[first];
      sums.knownTiles += slots.knownBefore[last] - slots.knownBefore[first];
      return;
    }
    for (let at = first; at < last; at++) {
      sums.bad += slots.bad[at];
      sums.total += slots.total[at];
      sums.knownTiles += slots.known[at];
    }
  }

  #slotAt(timeMs: number): number {
    return Math.ceil((timeMs - this.startMs) / this.#stepMs);
  }
}

function roomFor(length: number, from?: Slots): Slots {
  const counts = (of: 'bad' | 'total') => {
    const column = new Float64Array(length);
    column.set(from?.[of] ?? []);
    return column;
  };
  const before = (of: 'knownBefore' | 'badBefore' | 'totalBefore') => {
    const column = new Float64Array(length + 1);
    column.set(from?.[of] ?? []);
    return column;
  };
  const known = new Uint16Array(length);
  known.set(from?.known ?? []);
  return {
    known,
    bad: counts('bad'),
    total: counts('total'),
    knownBefore: before('knownBefore'),
    badBefore: before('badBefore'),
    totalBefore: before('totalBefore'),
  };
}
