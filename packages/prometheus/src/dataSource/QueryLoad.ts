/** A server may have been given more memory meanwhile. */
const REMEMBERED_MS = 60 * 60_000;
/** One SLI that is too much work by itself must not make single queries of all. */
const MOST_PARTS = 32;

/** How many SLIs one query may be made for, as far as a server has shown what it bears. */
export class QueryLoad {
  readonly #most: number;
  #limit: number;
  #forgetAtMs = 0;

  static create(options: { most: number }): QueryLoad {
    return new QueryLoad(options.most);
  }

  private constructor(most: number) {
    this.#most = most;
    this.#limit = most;
  }

  get members(): number {
    return performance.now() < this.#forgetAtMs ? this.#limit : this.#most;
  }

  /** A query for so many was too much work, and for half as many it was not. */
  refused(members: number): void {
    const least = Math.ceil(this.#most / MOST_PARTS);
    const half = Math.ceil(members / 2);
    this.#limit = Math.max(least, Math.min(this.members, half));
    this.#forgetAtMs = performance.now() + REMEMBERED_MS;
  }
}
