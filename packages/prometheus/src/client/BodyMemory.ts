const FIRST_BYTES = 64 * 1024;
/** Longer ones are rare, and not worth being kept. */
const MOST_BYTES = 1024 * 1024;
/** About as many as are read at a time. */
const MOST_KEPT = 8;

/**
 * Memory for bodies, one after the other. What is asked each minute would leave as much behind each minute as it is long,
 * which is outside of the heap, and makes V8 collect all of it long before that is full.
 */
export class BodyMemory {
  readonly #free: Uint8Array<ArrayBuffer>[] = [];

  static create(): BodyMemory {
    return new BodyMemory();
  }

  private constructor() {}

  /** What is in it is of no use. */
  take(): Uint8Array<ArrayBuffer> {
    return this.#free.pop() ?? new Uint8Array(FIRST_BYTES);
  }

  /** Twice as much or more, which begins the same. */
  grown(
    memory: Uint8Array<ArrayBuffer>,
    bytes: number,
  ): Uint8Array<ArrayBuffer> {
    const longer = new Uint8Array(Math.max(bytes, 2 * memory.length));
    longer.set(memory);
    return longer;
  }

  /** Nobody reads a body any more that lies in such memory; a thread may have taken it over. */
  give({ buffer }: Uint8Array<ArrayBuffer>): void {
    const isTaken = buffer.byteLength === 0;
    const isKept =
      buffer.byteLength <= MOST_BYTES && this.#free.length < MOST_KEPT;
    if (!isTaken && isKept) {
      this.#free.push(new Uint8Array(buffer));
    }
  }
}
