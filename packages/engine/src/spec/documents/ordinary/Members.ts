import { LIMITS } from '../limits';
import { put } from '../put';
import { Placed } from './Placed';
import { giveUp } from './Unusual';

/** An object that is being read. */
export class Members {
  readonly value: Record<string, unknown> = {};
  readonly places = new Map<string, Placed>();
  #count = 0;

  /** Adds a key; where its value stands is said next, or it has none. */
  add(name: string, keyAt: number): Placed {
    const place: Placed = { at: keyAt, keyAt, isScalar: false };
    this.places.set(name, place);
    this.#count += 1;
    const isNew = this.places.size === this.#count;
    if (!isNew || this.#count > LIMITS.keysOfOneMap || name === '<<') {
      giveUp();
    }
    return place;
  }

  /** Gives the key its value. */
  give(name: string, value: unknown): void {
    put(this.value, name, value);
  }
}
