/** Places in an array, the end not among them. A part of an array made for each would cost more than reading it. */
export interface Stretch {
  readonly first: number;
  readonly end: number;
}

/** Whole numbers in a narrow form. */
export type WholeCounts = Uint16Array | Uint32Array;

/** Whole numbers of some members, the first `count` that stand here. */
export interface WholeValues {
  readonly members: Uint32Array;
  readonly values: Float64Array;
  readonly count: number;
}

/** Fractions are counted in units of this: 2^52 of them are one event, so that adding two is exact in a double. */
const UNITS = 2 ** 52;

/**
 * Sums of some members in fixed point. What was added can be taken away again, in any order and any number of times,
 * and nothing is left behind: a running sum of doubles would drift.
 */
export class ExactSums {
  readonly #whole: Float64Array;
  /** In units, from 0 to less than one event. */
  readonly #fraction: Float64Array;
  /** As a rule counts are whole, and there is nothing to look at. */
  #hasFractions = false;

  constructor(members: number) {
    this.#whole = new Float64Array(members);
    this.#fraction = new Float64Array(members);
  }

  add(member: number, value: number): void {
    const whole = Math.floor(value);
    this.#whole[member] += whole;
    if (whole !== value) {
      this.#addFraction(member, Math.round((value - whole) * UNITS));
    }
  }

  /** Adds some of many values to a member. */
  addAll(member: number, values: Float64Array, { first, end }: Stretch): void {
    let whole = 0;
    for (let index = first; index < end; index++) {
      const value = values[index];
      const floor = Math.floor(value);
      whole += floor;
      if (floor !== value) {
        this.#addFraction(member, Math.round((value - floor) * UNITS));
      }
    }
    this.#whole[member] += whole;
  }

  subtract(member: number, value: number): void {
    const whole = Math.floor(value);
    this.#whole[member] -= whole;
    if (whole !== value) {
      this.#addFraction(member, -Math.round((value - whole) * UNITS));
    }
  }

  /** Takes one value away and adds another. */
  replace(member: number, before: number, after: number): void {
    const more = after - before;
    if (Number.isInteger(before) && Number.isInteger(after)) {
      this.#whole[member] += more;
    } else {
      this.subtract(member, before);
      this.add(member, after);
    }
  }

  /** Adds whole numbers to as many members. */
  addWhole({ members, values, count }: WholeValues): void {
    const whole = this.#whole;
    for (let index = 0; index < count; index++) {
      whole[members[index]] += values[index];
    }
  }

  /** Takes from every member its own of whole numbers that stand side by side, from `at` on. */
  subtractWhole(values: WholeCounts, at: number): void {
    const whole = this.#whole;
    for (let member = 0; member < whole.length; member++) {
      whole[member] -= values[at + member];
    }
  }

  clear(member: number): void {
    this.#whole[member] = 0;
    this.#fraction[member] = 0;
  }

  value(member: number): number {
    return this.#whole[member] + this.#fraction[member] / UNITS;
  }

  /** Puts those of members from `first` on into a column, from `row` to `end`. */
  copy(first: number, column: Float64Array, row: number, end: number): void {
    const whole = this.#whole;
    for (let at = row, member = first; at < end; at++, member++) {
      column[at] = whole[member];
    }
    if (this.#hasFractions) {
      for (let at = row, member = first; at < end; at++, member++) {
        column[at] = this.value(member);
      }
    }
  }

  /** The same sums with room for more members. */
  grown(members: number): ExactSums {
    const sums = new ExactSums(members);
    sums.#whole.set(this.#whole);
    sums.#fraction.set(this.#fraction);
    sums.#hasFractions = this.#hasFractions;
    return sums;
  }

  #addFraction(member: number, units: number): void {
    this.#hasFractions = true;
    let fraction = this.#fraction[member] + units;
    if (fraction >= UNITS) {
      fraction -= UNITS;
      this.#whole[member] += 1;
    } else if (fraction < 0) {
      fraction += UNITS;
      this.#whole[member] -= 1;
    }
    this.#fraction[member] = fraction;
  }
}
