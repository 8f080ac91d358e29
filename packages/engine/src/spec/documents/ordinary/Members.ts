import { LIMITS } from '../limits';
import { Placed } from './Placed';
import { giveUp } from './Unusual';

/** An object that is being read. */
export class Members {
  readonly value: Record<string, unknown> = {};
  readonly places = new Map<string, Placed>();

  /** Adds a key, whose value is not there yet. */
  add(name: string, keyAt: number): void {
    const isTooMany = this.places.size >= LIMITS.keysOfOneMap;
    if (isTooMany || name === '<<' || this.places.has(name)) {
      giveUp();
    }
    this.places.set(name, { at: keyAt, keyAt, isScalar: false });
    this.set(name, null);
  }

  set(name: string, value: unknown): void {
    if (name in this.value) {
      Object.defineProperty(this.value, name, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    } else {
      this.value[name] = value;
    }
  }

  /** Gives a key its value. */
  give(name: string, value: unknown, { at, isScalar, members }: Placed): void {
    const placed = this.places.get(name) ?? giveUp();
    placed.at = at;
    placed.isScalar = isScalar;
    placed.members = members;
    this.set(name, value);
  }
}
