import { HOUR_MS } from '../durations';
import { LONGEST_CHUNK_MS } from './nextChunk';

const SHORTEST_CHUNK_MS = 4 * HOUR_MS;
const SHORTEN_BY = 6;

interface Pace {
  readonly longestMs: number;
  /** How often even the shortest chunk failed. */
  readonly givenUp: number;
}

const FULL: Pace = { longestMs: LONGEST_CHUNK_MS, givenUp: 0 };

/**
 * How long a chunk each SLI can bear. It outlives a round: the next one does not begin with a chunk that is known to
 * be too long.
 */
export class BackfillPace {
  readonly #paces = new Map<number, Pace>();

  static create(): BackfillPace {
    return new BackfillPace();
  }

  private constructor() {}

  of(sliRevisionId: number): Pace {
    return this.#paces.get(sliRevisionId) ?? FULL;
  }

  failed(sliRevisionId: number, spanMs: number): 'shortened' | 'given-up' {
    const { givenUp } = this.of(sliRevisionId);
    if (spanMs > SHORTEST_CHUNK_MS) {
      const longestMs = Math.max(SHORTEST_CHUNK_MS, spanMs / SHORTEN_BY);
      this.#paces.set(sliRevisionId, { longestMs, givenUp });
      return 'shortened';
    }
    this.#paces.set(sliRevisionId, {
      longestMs: SHORTEST_CHUNK_MS,
      givenUp: givenUp + 1,
    });
    return 'given-up';
  }

  /** After an outage of all chunks long ones are worth a try again. */
  succeeded(sliRevisionId: number): void {
    if (this.of(sliRevisionId).givenUp > 0) {
      this.forget(sliRevisionId);
    }
  }

  forget(sliRevisionId: number): void {
    this.#paces.delete(sliRevisionId);
  }
}
