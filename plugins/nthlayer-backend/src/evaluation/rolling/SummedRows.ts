import { TileSums } from '@nthlayer/backstage-plugin-nthlayer-common';
import { MemberSums } from '@nthlayer/engine';
import { SummedWindows } from '../WindowReader';

/** Sums of some of so many rows: those that are not simply what rolls along. */
export class SummedRows implements MemberSums {
  readonly #rows: (SummedWindows | undefined)[];

  constructor(rows: number) {
    this.#rows = new Array(rows);
  }

  has(row: number): boolean {
    return this.#rows[row] !== undefined;
  }

  put(row: number, summed: SummedWindows): void {
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
    return this.#rows[row]!.sums;
  }

  newestTileMs(row: number): number | undefined {
    return this.#rows[row]!.newestTileMs ?? undefined;
  }
}
