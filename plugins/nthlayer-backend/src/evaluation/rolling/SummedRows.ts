import { TileSums } from '@nthlayer/backstage-plugin-nthlayer-common';
import { MemberSums } from '@nthlayer/engine';
import { SummedWindows } from '../WindowReader';

/** Sums of rows that are not simply those that roll along. */
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
    Object.assign(sums, this.sums(row)[index]);
  }

  sums(row: number): readonly TileSums[] {
    return this.#rows.get(row)!.sums;
  }

  newestTileMs(row: number): number | undefined {
    return this.#rows.get(row)!.newestTileMs ?? undefined;
  }
}
