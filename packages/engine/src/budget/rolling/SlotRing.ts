import { TileColumns } from '../../packing';

type Counts = Uint16Array | Uint32Array | Float64Array;

/** Counts in the narrowest form that holds them all exactly: two bytes, four, or doubles. */
class CountRing {
  #counts: Counts;

  constructor(slots: number) {
    this.#counts = new Uint16Array(slots);
  }

  get(slot: number): number {
    return this.#counts[slot];
  }

  set(slot: number, count: number): void {
    this.#counts[slot] = count;
    if (this.#counts[slot] !== count) {
      this.#counts =
        count <= 0xffff_ffff && Number.isInteger(count)
          ? Uint32Array.from(this.#counts)
          : Float64Array.from(this.#counts);
      this.#counts[slot] = count;
    }
  }
}

/** The newest slots of one length, up to the one in which time stands. Times are milliseconds since the epoch. */
export class SlotRing {
  readonly stepMs: number;
  readonly #slots: number;
  readonly #known: Uint8Array;
  readonly #bad: CountRing;
  readonly #total: CountRing;
  /** Number of the newest slot since the epoch. */
  #newest: number;

  /** `endMs` lies in or at the end of the newest slot. */
  constructor(stepMs: number, spanMs: number, endMs: number) {
    this.stepMs = stepMs;
    this.#slots = Math.ceil(spanMs / stepMs) + 2;
    this.#known = new Uint8Array(this.#slots);
    this.#bad = new CountRing(this.#slots);
    this.#total = new CountRing(this.#slots);
    this.#newest = Math.ceil(endMs / stepMs) - 1;
  }

  /** Start of the oldest slot. */
  get startMs(): number {
    return (this.#newest - this.#slots + 1) * this.stepMs;
  }

  /** Start of the oldest slot once time has gone on. */
  startAt(endMs: number): number {
    return (Math.ceil(endMs / this.stepMs) - this.#slots) * this.stepMs;
  }

  /** End of the newest slot. */
  get endMs(): number {
    return (this.#newest + 1) * this.stepMs;
  }

  /** The slots that come in are unknown. */
  advance(endMs: number): void {
    const newest = Math.ceil(endMs / this.stepMs) - 1;
    const first = Math.max(this.#newest + 1, newest - this.#slots + 1);
    for (let slot = first; slot <= newest; slot++) {
      this.#put(slot % this.#slots, 0, 0, 0);
    }
    this.#newest = Math.max(this.#newest, newest);
  }

  fill(columns: TileColumns): void {
    columns.known.forEach((known, index) => {
      const slot = columns.startMs / this.stepMs + index;
      if (slot <= this.#newest && slot > this.#newest - this.#slots) {
        const { bad, total } = columns;
        this.#put(slot % this.#slots, known, bad[index], total[index]);
      }
    });
  }

  /** Index of the slot that holds a time of the ring. */
  at(timeMs: number): number {
    return Math.floor(timeMs / this.stepMs) % this.#slots;
  }

  /** Index of the slot after this one. */
  after(slot: number): number {
    return slot + 1 < this.#slots ? slot + 1 : 0;
  }

  known(slot: number): number {
    return this.#known[slot];
  }

  bad(slot: number): number {
    return this.#bad.get(slot);
  }

  total(slot: number): number {
    return this.#total.get(slot);
  }

  add(slot: number, known: number, bad: number, total: number): void {
    this.#put(
      slot,
      this.#known[slot] + known,
      this.#bad.get(slot) + bad,
      this.#total.get(slot) + total,
    );
  }

  #put(slot: number, known: number, bad: number, total: number): void {
    this.#known[slot] = known;
    this.#bad.set(slot, bad);
    this.#total.set(slot, total);
  }
}
