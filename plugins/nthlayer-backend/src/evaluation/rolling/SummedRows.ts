import { TileSums } from '@nthlayer/backstage-plugin-nthlayer-common';
import { MemberSums } from '@nthlayer/engine';
import { SummedWindows } from '../WindowReader';

/** Sums of some of so many rows, as a rule of none: those that are not simply what rolls along. */
export class SummedRows implements MemberSums {
  readonly #count: number;
  #rows?: (SummedWindows | undefined)[];

  constructor(count: number) {
    this.#count = count;
  }

  get isEmpty(): boolean {
    return this.#rows === undefined;
  }

  has(row: number): boolean {
    return this.#rows?.[row] !== undefined;
  }

  put(row: number, summed: SummedWindows): void {
    this.#rows ??= new Array(this.#count);
    this.#rows[row] = summed;
  }

  read(
    index: number,
    row: number,
    sums: { -readonly [K in keyof TileSums]: TileSums[K] },
  ): void {
    const of = this.sums(row)[index];
    sums.bad = of.bad;
    sums.total = of.total;
    sums.knownTiles = of.knownTiles;
    sums.expectedTiles = of.expectedTiles;
    sums.excludedTiles = of.excludedTiles;
  }

  sums(row: number): readonly TileSums[] {
    return this.#rows![row]!.sums;
  }

  newestTileMs(row: number): number | undefined {
    return this.#rows![row]!.newestTileMs ?? undefined;
  }
}
