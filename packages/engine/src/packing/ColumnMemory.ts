import { TileCounts } from './TileColumns';

/** Room for slots that are read one after the other into the same arrays, so that nothing is left behind by them. */
export class ColumnMemory {
  #known = new Uint16Array(0);
  #bad = new Float64Array(0);
  #total = new Float64Array(0);
  #counts = new Float64Array(0);
  /** By their number: few are asked for, again and again, and a view costs as much as many slots. */
  readonly #views = new Map<number, TileCounts>();

  /** So many slots, which hold anything; good until it is asked again. */
  slots(slots: number): TileCounts {
    if (slots > this.#known.length) {
      this.#known = new Uint16Array(slots);
      this.#bad = new Float64Array(slots);
      this.#total = new Float64Array(slots);
      this.#views.clear();
    }
    const view = this.#views.get(slots) ?? {
      known: this.#known.subarray(0, slots),
      bad: this.#bad.subarray(0, slots),
      total: this.#total.subarray(0, slots),
    };
    this.#views.set(slots, view);
    return view;
  }

  /** So many counts beside them. */
  counts(length: number): Float64Array {
    if (length > this.#counts.length) {
      this.#counts = new Float64Array(length);
    }
    return this.#counts.subarray(0, length);
  }
}
