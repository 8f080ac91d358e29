import { LIMITS } from '../limits';
import { put } from '../put';
import { Placed } from './Placed';
import { giveUp } from './Unusual';

/** An object that is being read. */
export class Members {
  readonly value: Record<string, unknown> = {};
  readonly places = new Map<string, Placed>();

  /** Adds a key; its value is given next, or it has none. */
  add(name: string, keyAt: number): void {
    const isTooMany = this.places.size >= LIMITS.keysOfOneMap;
    if (isTooMany || name === '<<' || this.places.has(name)) {
      giveUp();
    }
    this.places.set(name, { at: keyAt, keyAt, isScalar: false });
  }

  /** Leaves the key that was added last without a value. */
  leave(name: string): void {
    put(this.value, name, null);
  }

  /** Gives a key its value. */
  give(name: string, value: unknown, { at, isScalar, members }: Placed): void {
    const placed = this.places.get(name) ?? giveUp();
    placed.at = at;
    placed.isScalar = isScalar;
    placed.members = members;
    put(this.value, name, value);
  }
}
