import { Clock } from '../clock';
import { SECOND_MS } from '../durations';

/** An entity that changes hands is seen by its new and its old owner as the catalog tells it so long. */
const MAX_AGE_MS = 30 * SECOND_MS;
/** Of all decisions together. */
const MOST_REFS = 500_000;

/** Which refs are seen under one decision, as far as they were asked for. */
interface KnownRefs {
  readonly sinceMs: number;
  readonly seen: Map<string, boolean>;
}

/**
 * Which entities the catalog shows, remembered for a short time by the decision of the permission framework that it shows
 * them by: that is asked for anew every time, and nobody is shown what was found out under another.
 */
export class VisibleRefs {
  readonly #clock: Clock;
  readonly #known = new Map<string, KnownRefs>();

  static create({ clock }: { clock: Clock }): VisibleRefs {
    return new VisibleRefs(clock);
  }

  private constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Those of the refs that are seen, in their order; `ask` answers those that are seen of what is not known. */
  async of(
    decision: string,
    entityRefs: readonly string[],
    ask: (entityRefs: readonly string[]) => Promise<readonly string[]>,
  ): Promise<string[]> {
    const { seen } = this.#knownUnder(decision);
    const unknown = entityRefs.filter(ref => !seen.has(ref));
    if (unknown.length > 0) {
      const visible = new Set(await ask(unknown));
      unknown.forEach(ref => seen.set(ref, visible.has(ref)));
    }
    return entityRefs.filter(ref => seen.get(ref));
  }

  #knownUnder(decision: string): KnownRefs {
    const nowMs = this.#clock.now();
    let refs = 0;
    for (const [key, { sinceMs, seen }] of this.#known) {
      refs += seen.size;
      if (nowMs - sinceMs >= MAX_AGE_MS) {
        this.#known.delete(key);
      }
    }
    if (refs > MOST_REFS) {
      this.#known.clear();
    }
    const known = this.#known.get(decision) ?? {
      sinceMs: nowMs,
      seen: new Map(),
    };
    this.#known.set(decision, known);
    return known;
  }
}
