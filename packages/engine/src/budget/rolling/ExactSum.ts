/** Fractions are counted in units of this: 2^52 of them are one event, so that adding two is exact in a double. */
const UNITS = 2 ** 52;

/**
 * A sum in fixed point. What was added can be taken away again, in any order and any number of times, and nothing is
 * left behind: a running sum of doubles would drift.
 */
export class ExactSum {
  #whole = 0;
  /** In units, from 0 to less than one event. */
  #fraction = 0;

  add(value: number): void {
    const whole = Math.floor(value);
    this.#whole += whole;
    if (whole !== value) {
      this.#fraction += Math.round((value - whole) * UNITS);
      if (this.#fraction >= UNITS) {
        this.#fraction -= UNITS;
        this.#whole += 1;
      }
    }
  }

  subtract(value: number): void {
    const whole = Math.floor(value);
    this.#whole -= whole;
    if (whole !== value) {
      this.#fraction -= Math.round((value - whole) * UNITS);
      if (this.#fraction < 0) {
        this.#fraction += UNITS;
        this.#whole -= 1;
      }
    }
  }

  value(): number {
    return this.#whole + this.#fraction / UNITS;
  }
}
