import { HOUR_MS } from '../durations';
import { ActiveSlo } from '../slos/SloStore';
import { BackfillChunk, LONGEST_CHUNK_MS, nextChunk } from './nextChunk';

const SLIS_PER_REQUEST = 20;
const SHORTEST_CHUNK_MS = 4 * HOUR_MS;
const SHORTEN_BY = 6;

/** SLIs that are read together, and what of them. */
export interface BackfillWork {
  readonly chunk: BackfillChunk;
  readonly slos: readonly ActiveSlo[];
}

interface Pending {
  readonly slo: ActiveSlo;
  readonly longestMs: number;
}

/**
 * What one run still has to read of one data source. The newest stage of every SLI comes before an older one of any.
 */
export class BackfillQueue {
  readonly #pending = new Map<number, Pending>();

  static create(active: readonly ActiveSlo[]): BackfillQueue {
    return new BackfillQueue(active);
  }

  private constructor(active: readonly ActiveSlo[]) {
    for (const slo of active) {
      this.#put({ slo, longestMs: LONGEST_CHUNK_MS });
    }
  }

  next(): BackfillWork | undefined {
    const chunks = [...this.#pending.values()].flatMap(pending => {
      const chunk = nextChunk(pending.slo.progress, pending.longestMs);
      return chunk ? [{ chunk, slo: pending.slo }] : [];
    });
    if (chunks.length === 0) {
      return undefined;
    }
    const { chunk } = chunks.reduce((first, other) =>
      other.chunk.stage < first.chunk.stage ? other : first,
    );
    const slos = chunks
      .filter(
        other =>
          other.chunk.startMs === chunk.startMs &&
          other.chunk.endMs === chunk.endMs,
      )
      .slice(0, SLIS_PER_REQUEST)
      .map(other => other.slo);
    return { chunk, slos };
  }

  /** The SLI has been read down to `reachedMs`; without it, somebody else is reading it. */
  done(slo: ActiveSlo, reachedMs: number | undefined): void {
    const pending = this.#pending.get(slo.sliRevisionId);
    this.#pending.delete(slo.sliRevisionId);
    if (pending && reachedMs !== undefined) {
      const progress = { ...slo.progress, backfillReachedMs: reachedMs };
      this.#put({ ...pending, slo: { ...slo, progress } });
    }
  }

  /** The SLI could not be read: it is tried again with a shorter chunk, or left to the next run. */
  failed(slo: ActiveSlo, spanMs: number): void {
    this.#pending.delete(slo.sliRevisionId);
    if (spanMs > SHORTEST_CHUNK_MS) {
      const longestMs = Math.max(SHORTEST_CHUNK_MS, spanMs / SHORTEN_BY);
      this.#put({ slo, longestMs });
    }
  }

  #put(pending: Pending): void {
    if (nextChunk(pending.slo.progress)) {
      this.#pending.set(pending.slo.sliRevisionId, pending);
    }
  }
}
