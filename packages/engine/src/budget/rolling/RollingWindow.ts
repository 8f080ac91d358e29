import { TileColumns } from '../../packing';
import { WindowRequest } from '../windows';
import { ExactSums } from './ExactSums';
import { SlotRing, WholeTiles } from './SlotRing';

/** The sums of one window of some members, of slots from its start to the end of the newest tile. */
export class RollingWindow {
  readonly windowMs: number;
  readonly ring: SlotRing;
  readonly bad: ExactSums;
  readonly total: ExactSums;
  readonly known: Int32Array;
  readonly #members: number;
  #startMs: number;

  constructor(
    window: Pick<WindowRequest, 'windowMs' | 'startMs'>,
    ring: SlotRing,
    members: number,
    from?: RollingWindow,
  ) {
    this.windowMs = window.windowMs;
    this.ring = ring;
    this.#startMs = window.startMs;
    this.#members = members;
    this.known = new Int32Array(members);
    this.known.set(from?.known ?? []);
    this.bad = from?.bad.grown(members) ?? new ExactSums(members);
    this.total = from?.total.grown(members) ?? new ExactSums(members);
  }

  get startMs(): number {
    return this.#startMs;
  }

  /** Sums a member anew, from slots of the ring's length that hold all of the window. */
  sum(member: number, columns: TileColumns, endMs: number): void {
    this.#clear(member);
    const { startMs, stepMs } = columns;
    const first = Math.max(0, Math.floor((this.#startMs - startMs) / stepMs));
    const end = Math.min(
      columns.known.length,
      Math.ceil((endMs - startMs) / stepMs),
    );
    for (let slot = first; slot < end; slot++) {
      this.known[member] += columns.known[slot];
    }
    this.bad.addAll(member, columns.bad, { first, end });
    this.total.addAll(member, columns.total, { first, end });
  }

  /** From here on it begins later. */
  leaveBehind(startMs: number): void {
    const { ring, known, bad, total } = this;
    if (startMs >= ring.endMs) {
      for (let member = 0; member < this.#members; member++) {
        this.#clear(member);
      }
      this.#startMs = startMs;
    }
    for (; this.#startMs < startMs; this.#startMs += ring.stepMs) {
      const slot = ring.at(this.#startMs);
      const { whole } = ring;
      if (whole) {
        for (let member = 0; member < this.#members; member++) {
          known[member] -= whole.known[slot + member];
        }
        bad.subtractWhole(whole.bad, slot);
        total.subtractWhole(whole.total, slot);
        continue;
      }
      for (let member = 0; member < this.#members; member++) {
        known[member] -= ring.known(slot + member);
        bad.subtract(member, ring.bad(slot + member));
        total.subtract(member, ring.total(slot + member));
      }
    }
  }

  /** Adds to some members what has come into one of its slots. */
  addAll({ known, bad, total }: WholeTiles): void {
    for (let index = 0; index < known.count; index++) {
      this.known[known.members[index]] += known.values[index];
    }
    this.bad.addWhole(bad);
    this.total.addWhole(total);
  }

  /** The same window with room for more members, of a ring that has it. */
  grown(ring: SlotRing, members: number): RollingWindow {
    return new RollingWindow(this, ring, members, this);
  }

  #clear(member: number): void {
    this.known[member] = 0;
    this.bad.clear(member);
    this.total.clear(member);
  }
}
