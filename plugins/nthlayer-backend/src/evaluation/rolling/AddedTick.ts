import { ReadingProgress } from '../../slos/SloStore';
import { TickWrite } from '../../tiles/TileStore';

/** A tick that is put in memory. */
export class AddedTick {
  readonly startMs: number;
  readonly endMs: number;
  /** Revisions of which not all could be put there. */
  readonly broken = new Set<number>();
  /** None where all were written. */
  readonly #written?: ReadonlySet<number>;
  /** What is shared is shared afterwards. */
  readonly #moved = new Map<ReadingProgress, ReadingProgress>();

  constructor(
    { startMs, endMs, slis, table }: TickWrite,
    written: readonly number[],
  ) {
    this.startMs = startMs;
    this.endMs = endMs;
    const all = slis.length + (table?.sliRevisionIds.length ?? 0);
    this.#written = written.length < all ? new Set(written) : undefined;
  }

  /** Whether all of it was written. */
  get isWhole(): boolean {
    return this.#written === undefined;
  }

  has(sliRevisionId: number): boolean {
    return this.#written === undefined || this.#written.has(sliRevisionId);
  }

  /** The same with its watermark at the end. */
  move(progress: ReadingProgress): ReadingProgress {
    const known = this.#moved.get(progress);
    if (known) {
      return known;
    }
    const now = { ...progress, watermarkMs: this.endMs };
    this.#moved.set(progress, now);
    return now;
  }
}
