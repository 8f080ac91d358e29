import { MovingProgress } from '../../slos/MovingProgress';
import { TickWrite } from '../../tiles/TileStore';
import { KeptList } from './KeptList';

/** A tick that is put in memory. */
export class AddedTick {
  readonly startMs: number;
  readonly endMs: number;
  /** Revisions of which not all could be put there. */
  readonly broken = new Set<number>();
  /** None where all were written. */
  readonly #written?: ReadonlySet<number>;
  /** What is shared is shared afterwards. */
  readonly #moved = new Map<MovingProgress, MovingProgress>();
  #last?: { readonly from: MovingProgress; readonly to?: MovingProgress };

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

  /** Moves all SLOs of a list, of which this is the tick, where it can be said of all of them; whether it did. */
  moveAll(kept: KeptList): boolean {
    const isOfAll = this.isWhole && this.broken.size === 0;
    return isOfAll && kept.move(this.startMs, this.endMs);
  }

  /** The same with its watermark at the end; undefined of what was not as far as the tick began. */
  moved(progress: MovingProgress): MovingProgress | undefined {
    if (this.#last?.from !== progress) {
      const to = this.#moved.get(progress) ?? this.#move(progress);
      this.#last = { from: progress, to };
    }
    return this.#last.to;
  }

  #move(progress: MovingProgress): MovingProgress | undefined {
    if (progress.watermarkMs !== this.startMs) {
      return undefined;
    }
    const to = { ...progress, watermarkMs: this.endMs };
    this.#moved.set(progress, to);
    return to;
  }
}
