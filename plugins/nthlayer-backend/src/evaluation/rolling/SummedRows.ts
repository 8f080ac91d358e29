import { TileSums } from '@nthlayer/backstage-plugin-nthlayer-common';
import { MemberSums } from '@nthlayer/engine';
import { SummedWindows } from '../WindowReader';

/** Sums of some rows, by their numbers: those that are not simply what rolls along. */
export class SummedRows implements MemberSums {
  readonly #rows = new Map<number, SummedWindows>();

  get size(): number {
    return this.#rows.size;
  }

  has(row: number): boolean {
    return this.#rows.has(row);
  }

  put(row: number, summed: SummedWindows): void {
    this.#rows.set(row, summed);
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
    return this.#rows.get(row)!.sums;
  }

  newestTileMs(row: number): number | undefined {
    return this.#rows.get(row)!.newestTileMs ?? undefined;
  }
}
