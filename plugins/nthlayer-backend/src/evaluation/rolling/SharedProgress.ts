import { MovingProgress } from '../../slos/MovingProgress';
import { ReadingProgress } from '../../slos/SloStore';

/** Makes SLOs share what is in memory of progress where they share what is listed of it. */
export class SharedProgress {
  /** By what is listed. */
  readonly own = new Map<ReadingProgress, MovingProgress>();
  #last: readonly ReadingProgress[] = [];
  #shared: MovingProgress | undefined;

  /** What those with the same progress share in memory; undefined where it is not as listed. */
  of(listed: ReadingProgress, own: MovingProgress): MovingProgress | undefined {
    // two that have just been compared are not looked at again
    if (this.#last[0] !== listed || this.#last[1] !== own) {
      this.#last = [listed, own];
      this.#shared = areEquallyFar([listed, own])
        ? this.own.get(listed) ?? own
        : undefined;
      if (this.#shared) {
        this.own.set(listed, this.#shared);
      }
    }
    return this.#shared;
  }
}

/** Whether what was read of SLOs is the same, as far as what is in memory of them depends on it. */
export function areEquallyFar([one, other]: readonly [
  ReadingProgress,
  ReadingProgress,
]): boolean {
  return (
    one.watermarkMs === other.watermarkMs &&
    one.backfillReachedMs === other.backfillReachedMs &&
    one.backfillOriginMs === other.backfillOriginMs &&
    one.groupsVersion === other.groupsVersion &&
    one.leftOutSinceMs === other.leftOutSinceMs
  );
}
