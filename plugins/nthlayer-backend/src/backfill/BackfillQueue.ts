import { ActiveSlo } from '../slos/SloStore';
import { BackfillPace } from './BackfillPace';
import { BackfillChunk, nextChunk } from './nextChunk';

const SLIS_PER_REQUEST = 20;
/** More than an SLI can be given up in a round. */
const LEVELS_PER_STAGE = 1e6;

/** SLIs that are read together, and what of them. */
export interface BackfillWork {
  readonly chunk: BackfillChunk;
  readonly slos: readonly ActiveSlo[];
}

/** SLIs that are to be read next for the same chunk, by their revisions. */
interface Bucket {
  readonly chunk: BackfillChunk;
  readonly level: number;
  readonly key: string;
  readonly slos: Map<number, ActiveSlo>;
}

/**
 * What one round still has to read of one data source. The newest stage of every SLI comes before an older one of any;
 * within a stage those that failed least come first, so that they do not wait for the others. SLIs lie in buckets of
 * equal chunks, so that what is next is found without looking at all of them.
 */
export class BackfillQueue {
  /** By what comes first, then by chunk. */
  readonly #levels = new Map<number, Map<string, Bucket>>();
  readonly #bucketOf = new Map<number, Bucket>();
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
    const [bucket] =
      this.#levels.get(Math.min(...this.#levels.keys()))?.values() ?? [];
    if (!bucket) {
      return undefined;
    }
    const slos: ActiveSlo[] = [];
    for (const slo of bucket.slos.values()) {
      slos.push(slo);
      if (slos.length === SLIS_PER_REQUEST) {
        break;
      }
    }
    return { chunk: bucket.chunk, slos };
  }

  /** The SLI has been read down to `reachedMs`; without it, somebody else is reading it. */
  done(slo: ActiveSlo, reachedMs: number | undefined): void {
    this.#take(slo);
    if (reachedMs !== undefined) {
      this.#pace.succeeded(slo.sliRevisionId);
      const progress = { ...slo.progress, backfillReachedMs: reachedMs };
      this.#put({ ...slo, progress });
    }
  }

  /** The SLI could not be read: it is tried again with a shorter chunk, or left to the next round (`given-up`). */
  failed(slo: ActiveSlo, spanMs: number): 'shortened' | 'given-up' {
    const outcome = this.#pace.failed(slo.sliRevisionId, spanMs);
    this.#take(slo);
    if (outcome === 'shortened') {
      this.#put(slo);
    }
    return outcome;
  }

  #put(slo: ActiveSlo): void {
    const { longestMs, givenUp } = this.#pace.of(slo.sliRevisionId);
    const chunk = nextChunk(slo.progress, longestMs);
    if (!chunk) {
      this.#pace.forget(slo.sliRevisionId);
      return;
    }
    const level = chunk.stage * LEVELS_PER_STAGE + givenUp;
    const key = `${chunk.startMs} ${chunk.endMs}`;
    const buckets = this.#levels.get(level) ?? new Map<string, Bucket>();
    const bucket = buckets.get(key) ?? { chunk, level, key, slos: new Map() };
    bucket.slos.set(slo.sliRevisionId, slo);
    buckets.set(key, bucket);
    this.#levels.set(level, buckets);
    this.#bucketOf.set(slo.sliRevisionId, bucket);
  }

  #take({ sliRevisionId }: ActiveSlo): void {
    const bucket = this.#bucketOf.get(sliRevisionId);
    if (!bucket) {
      return;
    }
    this.#bucketOf.delete(sliRevisionId);
    bucket.slos.delete(sliRevisionId);
    const buckets = this.#levels.get(bucket.level)!;
    if (bucket.slos.size === 0) {
      buckets.delete(bucket.key);
    }
    if (buckets.size === 0) {
      this.#levels.delete(bucket.level);
    }
  }
}
