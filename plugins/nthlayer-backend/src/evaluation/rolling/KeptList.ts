import { MovingProgress } from '../../slos/MovingProgress';
import { ActiveSlo, ReadingProgress } from '../../slos/SloStore';
import { RollingSlo } from './RollingSlo';

/** A list of which all is in memory, and is as far as listed. */
export class KeptList {
  readonly active: readonly ActiveSlo[];
  readonly slos: readonly (RollingSlo | undefined)[];
  /** What is in memory of progress, by what is listed of it, as long as nothing but all of it has moved. */
  #own?: ReadonlyMap<ReadingProgress, MovingProgress>;

  constructor(
    active: readonly ActiveSlo[],
    slos: readonly (RollingSlo | undefined)[],
    own: ReadonlyMap<ReadingProgress, MovingProgress>,
  ) {
    this.active = active;
    this.slos = slos;
    this.#own = own;
  }

  /** Whether all in memory is still as far as listed, without a look at each SLO. */
  get isAsListed(): boolean {
    return this.#own !== undefined && [...this.#own].every(areEquallyFar);
  }

  /** All have been read from one time to another. False, and nothing is done, where some were not as far as that. */
  move(startMs: number, endMs: number): boolean {
    const own = [...(this.#own?.values() ?? [])];
    const areThere =
      own.length > 0 && own.every(({ watermarkMs }) => watermarkMs === startMs);
    own.forEach(progress => {
      progress.watermarkMs = areThere ? endMs : progress.watermarkMs;
    });
    return areThere;
  }

  /** Some have been read and others not. */
  divide(): void {
    this.#own = undefined;
  }
}

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

function areEquallyFar([one, other]: readonly [
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
