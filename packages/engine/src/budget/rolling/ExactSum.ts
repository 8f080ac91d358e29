/** Fractions are counted in units of this: 2^52 of them are one, so that adding two is exact in a double. */
const UNITS = 2 ** 52;

/**
 * A sum in fixed point. What was added can be taken away again, in any order and any number of times, and nothing is left
 * behind: a running sum of doubles would drift.
 */
export class ExactSum {
  #whole = 0;
  /** In units, from 0 to less than one. */
  #fraction = 0;

  get value(): number {
    return this.#whole + this.#fraction / UNITS;
  }

  add(value: number): void {
    const whole = Math.floor(value);
    this.#add(whole, whole === value ? 0 : toUnits(value - whole));
  }

  subtract(value: number): void {
    const whole = Math.floor(value);
    this.#add(-whole, whole === value ? 0 : -toUnits(value - whole));
  }

  /** The value of both together. */
  valueWith(other: ExactSum): number {
    const fraction = this.#fraction + other.#fraction;
    const whole = this.#whole + other.#whole;
    return fraction >= UNITS
      ? whole + 1 + (fraction - UNITS) / UNITS
      : whole + fraction / UNITS;
  }

  #add(whole: number, units: number): void {
    this.#whole += whole;
    if (units !== 0) {
      this.#fraction += units;
      if (this.#fraction >= UNITS) {
        this.#fraction -= UNITS;
        this.#whole += 1;
      } else if (this.#fraction < 0) {
        this.#fraction += UNITS;
        this.#whole -= 1;
      }
    }
  }
}

function toUnits(fraction: number): number {
  return Math.round(fraction * UNITS);
}
