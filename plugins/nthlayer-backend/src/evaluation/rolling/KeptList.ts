import { MovingProgress } from '../../slos/MovingProgress';
import { ActiveSlo, ReadingProgress } from '../../slos/SloStore';
import { RollingSlo } from './RollingSlo';
import { areEquallyFar } from './SharedProgress';

/** A list of which all is in memory, and was as far as listed when it was kept. */
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
    if (areThere) {
      own.forEach(progress => {
        progress.watermarkMs = endMs;
      });
    }
    return areThere;
  }

  /** Some have been read and others not. */
  divide(): void {
    this.#own = undefined;
  }
}
