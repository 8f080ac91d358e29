import { JudgedSlice } from '../sumSlices';
import { ExactSum } from './ExactSum';

interface SummedSlices {
  readonly bad: number;
  readonly withTraffic: number;
  readonly knownTiles: number;
}

/** What slices of time add up to. */
export class SliceSums {
  readonly #bad = new ExactSum();
  #withTraffic = 0;
  #knownTiles = 0;

  add({ bad, hasTraffic, knownTiles }: JudgedSlice): void {
    this.#bad.add(bad);
    this.#withTraffic += Number(hasTraffic);
    this.#knownTiles += knownTiles;
  }

  subtract({ bad, hasTraffic, knownTiles }: JudgedSlice): void {
    this.#bad.subtract(bad);
    this.#withTraffic -= Number(hasTraffic);
    this.#knownTiles -= knownTiles;
  }

  /** Both together. */
  with(other: SliceSums): SummedSlices {
    return {
      bad: this.#bad.valueWith(other.#bad),
      withTraffic: this.#withTraffic + other.#withTraffic,
      knownTiles: this.#knownTiles + other.#knownTiles,
    };
  }
}
