import { ActiveSlo } from '../slos/SloStore';
import { BackfillPace } from './BackfillPace';
import { BackfillChunk, nextChunk } from './nextChunk';

const SLIS_PER_REQUEST = 20;

/** SLIs that are read together, and what of them. */
export interface BackfillWork {
  readonly chunk: BackfillChunk;
  readonly slos: readonly ActiveSlo[];
}

/**
 * What one round still has to read of one data source. The newest stage of every SLI comes before an older one of any;
 * within a stage those that failed least come first, so that they do not wait for the others.
 */
export class BackfillQueue {
  readonly #pending = new Map<number, ActiveSlo>();
  readonly #pace: BackfillPace;

  static create(
    active: readonly ActiveSlo[],
    pace: BackfillPace,
  ): BackfillQueue {
    return new BackfillQueue(active, pace);
  }

  private constructor(active: readonly ActiveSlo[], pace: BackfillPace) {
    this.#pace = pace;
    for (const slo of active) {
      this.#put(slo);
    }
  }

  next(): BackfillWork | undefined {
    const chunks = [...this.#pending.values()]
      .flatMap(slo => {
        const pace = this.#pace.of(slo.sliRevisionId);
        const chunk = nextChunk(slo.progress, pace.longestMs);
        return chunk ? [{ chunk, slo, givenUp: pace.givenUp }] : [];
      })
      .sort(
        (one, other) =>
          one.chunk.stage - other.chunk.stage || one.givenUp - other.givenUp,
      );
    if (chunks.length === 0) {
      return undefined;
    }
    const [{ chunk }] = chunks;
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
    this.#pending.delete(slo.sliRevisionId);
    if (reachedMs !== undefined) {
      this.#pace.succeeded(slo.sliRevisionId);
      const progress = { ...slo.progress, backfillReachedMs: reachedMs };
      this.#put({ ...slo, progress });
    }
  }

  /** The SLI could not be read: it is tried again with a shorter chunk, or left to the next round (`given-up`). */
  failed(slo: ActiveSlo, spanMs: number): 'shortened' | 'given-up' {
    const outcome = this.#pace.failed(slo.sliRevisionId, spanMs);
    if (outcome === 'given-up') {
      this.#pending.delete(slo.sliRevisionId);
    }
    return outcome;
  }

  #put(slo: ActiveSlo): void {
    if (nextChunk(slo.progress)) {
      this.#pending.set(slo.sliRevisionId, slo);
    } else {
      this.#pace.forget(slo.sliRevisionId);
    }
  }
}
