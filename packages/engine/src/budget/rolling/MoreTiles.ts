import { WholeValues } from './ExactSums';
import { WholeTiles } from './SlotRing';

/** Whole numbers of some members, put together again and again in the same memory. */
class MoreValues implements WholeValues {
  readonly members: Uint32Array;
  readonly values: Float64Array;
  count = 0;

  constructor(members: number) {
    this.members = new Uint32Array(members);
    this.values = new Float64Array(members);
  }

  /** Nothing is nothing to add. */
  add(member: number, value: number): void {
    if (value !== 0) {
      this.members[this.count] = member;
      this.values[this.count] = value;
      this.count += 1;
    }
  }
}

/** By how much the tiles of many members are more than what is there. */
export class MoreTiles implements WholeTiles {
  readonly known: MoreValues;
  readonly bad: MoreValues;
  readonly total: MoreValues;

  constructor(members: number) {
    this.known = new MoreValues(members);
    this.bad = new MoreValues(members);
    this.total = new MoreValues(members);
  }

  clear(): void {
    this.known.count = 0;
    this.bad.count = 0;
    this.total.count = 0;
  }
}
