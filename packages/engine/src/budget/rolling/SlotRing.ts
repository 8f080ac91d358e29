import { TileColumns, TileCounts } from '../../packing';
import { Stretch, WholeCounts, WholeValues } from './ExactSums';

type Counts = WholeCounts | Float64Array;

/** What is added to some members of a ring and of its windows; a member to which nothing is added need not be there. */
export interface WholeTiles {
  readonly known: WholeValues;
  readonly bad: WholeValues;
  readonly total: WholeValues;
}

/** Counts in the narrowest form that holds them all exactly: two bytes, four, or doubles. */
class CountColumn {
  #counts: Counts;

  constructor(length: number) {
    this.#counts = new Uint16Array(length);
  }

  get(at: number): number {
    return this.#counts[at];
  }

  set(at: number, count: number): void {
    this.#counts[at] = count;
    if (this.#counts[at] !== count) {
      this.#counts =
        count <= 0xffff_ffff && Number.isInteger(count)
          ? Uint32Array.from(this.#counts)
          : Float64Array.from(this.#counts);
      this.#counts[at] = count;
    }
  }

  /** Puts some counts a stride apart from each other, from a place on. */
  putApart(
    from: number,
    stride: number,
    { values, first, end }: { values: Float64Array } & Stretch,
  ): void {
    let counts = this.#counts;
    let at = from;
    for (let index = first; index < end; index++) {
      const count = values[index];
      counts[at] = count;
      if (counts[at] !== count) {
        this.set(at, count);
        counts = this.#counts;
      }
      at += stride;
    }
  }

  /** All of it where all are whole numbers in a narrow form. */
  get whole(): WholeCounts | undefined {
    return this.#counts instanceof Float64Array ? undefined : this.#counts;
  }

  /** Adds to each of these members of a slot. */
  addAll(slot: number, { members, values, count: most }: WholeValues): void {
    let counts = this.#counts;
    for (let index = 0; index < most; index++) {
      const at = slot + members[index];
      const count = counts[at] + values[index];
      counts[at] = count;
      if (counts[at] !== count) {
        counts[at] = count - values[index];
        this.set(at, count);
        counts = this.#counts;
      }
    }
  }

  clear(from: number, to: number): void {
    this.#counts.fill(0, from, to);
  }
}

/** What a ring holds. Times are milliseconds since the epoch. */
export interface RingSpan {
  readonly stepMs: number;
  readonly spanMs: number;
  /** Lies in or at the end of the newest slot. */
  readonly endMs: number;
}

/**
 * The newest slots of one length, up to the one in which time stands, of some members side by side: what they have at
 * one time is next to each other. Times are milliseconds since the epoch.
 */
export class SlotRing {
  readonly stepMs: number;
  readonly #span: RingSpan;
  readonly #members: number;
  readonly #slots: number;
  readonly #known: Uint8Array;
  readonly #bad: CountColumn;
  readonly #total: CountColumn;
  /** Number of the newest slot since the epoch. */
  #newest: number;

  constructor(span: RingSpan, members: number) {
    this.stepMs = span.stepMs;
    this.#span = span;
    this.#members = members;
    this.#slots = Math.ceil(span.spanMs / span.stepMs) + 2;
    this.#known = new Uint8Array(this.#slots * members);
    this.#bad = new CountColumn(this.#slots * members);
    this.#total = new CountColumn(this.#slots * members);
    this.#newest = Math.ceil(span.endMs / span.stepMs) - 1;
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
      const from = (slot % this.#slots) * this.#members;
      const to = from + this.#members;
      this.#known.fill(0, from, to);
      this.#bad.clear(from, to);
      this.#total.clear(from, to);
    }
    this.#newest = Math.max(this.#newest, newest);
  }

  /** What a member has, in place of what it had. */
  fill(member: number, columns: TileColumns): void {
    const oldest = this.#newest - this.#slots + 1;
    const there = columns.startMs / this.stepMs;
    const first = Math.max(oldest, there);
    const end = Math.min(this.#newest + 1, there + columns.known.length);
    this.#clear(member, oldest, Math.max(oldest, first));
    this.#clear(member, Math.max(oldest, end), this.#newest + 1);
    // two stretches at most: slots go round
    for (let slot = first; slot < end; ) {
      const next = Math.min(end, slot + this.#slots - (slot % this.#slots));
      const from = (slot % this.#slots) * this.#members + member;
      this.#put(from, columns, { first: slot - there, end: next - there });
      slot = next;
    }
  }

  #put(from: number, { known, bad, total }: TileCounts, of: Stretch): void {
    for (let index = of.first, at = from; index < of.end; index++) {
      this.#known[at] = known[index];
      at += this.#members;
    }
    this.#bad.putApart(from, this.#members, { values: bad, ...of });
    this.#total.putApart(from, this.#members, { values: total, ...of });
  }

  #clear(member: number, from: number, end: number): void {
    for (let slot = from; slot < end; slot++) {
      const at = (slot % this.#slots) * this.#members + member;
      this.#known[at] = 0;
      this.#bad.set(at, 0);
      this.#total.set(at, 0);
    }
  }

  /** Where the slot of the first member is that holds a time of the ring; those of the others follow. */
  at(timeMs: number): number {
    return (Math.floor(timeMs / this.stepMs) % this.#slots) * this.#members;
  }

  known(at: number): number {
    return this.#known[at];
  }

  bad(at: number): number {
    return this.#bad.get(at);
  }

  total(at: number): number {
    return this.#total.get(at);
  }

  add(at: number, known: number, bad: number, total: number): void {
    this.#known[at] += known;
    this.#bad.set(at, this.#bad.get(at) + bad);
    this.#total.set(at, this.#total.get(at) + total);
  }

  /** Counts in place of those that are there. */
  set(at: number, bad: number, total: number): void {
    this.#bad.set(at, bad);
    this.#total.set(at, total);
  }

  /** Adds to each of some members in one slot. */
  addAll(slot: number, { known, bad, total }: WholeTiles): void {
    for (let index = 0; index < known.count; index++) {
      this.#known[slot + known.members[index]] += known.values[index];
    }
    this.#bad.addAll(slot, bad);
    this.#total.addAll(slot, total);
  }

  /** All counts where all are whole: those of a slot's members stand side by side. */
  get whole():
    | { known: Uint8Array; bad: WholeCounts; total: WholeCounts }
    | undefined {
    const bad = this.#bad.whole;
    const total = this.#total.whole;
    return bad && total && { known: this.#known, bad, total };
  }

  /** The same slots with room for more members. */
  grown(members: number): SlotRing {
    const endMs = this.endMs;
    const ring = new SlotRing({ ...this.#span, endMs }, members);
    for (let slot = 0; slot < this.#slots; slot++) {
      for (let member = 0; member < this.#members; member++) {
        const from = slot * this.#members + member;
        const to = slot * members + member;
        ring.#known[to] = this.#known[from];
        ring.#bad.set(to, this.#bad.get(from));
        ring.#total.set(to, this.#total.get(from));
      }
    }
    return ring;
  }
}
