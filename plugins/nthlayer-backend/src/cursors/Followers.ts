import { Knex } from 'knex';
import { SliRevisionRow } from '../database/tables';

/** Which SLI revisions follow the cursor of a data source, as of a version of its progress. */
interface KnownFollowers {
  readonly progress: number;
  readonly ids: ReadonlySet<number>;
}

/** The SLI revisions that are read together, remembered from one tick to the next. */
export class Followers {
  readonly #known = new Map<string, KnownFollowers>();
  readonly #lists = new WeakMap<ReadonlySet<number>, readonly number[]>();

  static create(): Followers {
    return new Followers();
  }

  private constructor() {}

  /** The caller has locked the cursor, so that nobody else changes them. */
  async of(
    tx: Knex.Transaction,
    dataSource: string,
    progress: number,
  ): Promise<ReadonlySet<number>> {
    const known = this.#known.get(dataSource);
    if (known?.progress === progress) {
      return known.ids;
    }
    const rows = await tx<SliRevisionRow>('sli_revisions')
      .where({ data_source: dataSource, follows: true })
      .select('id');
    const ids = new Set(rows.map(row => row.id));
    this.remember(tx, dataSource, { progress, ids });
    return ids;
  }

  /** What a transaction has found or changed is remembered once it has been committed. */
  remember(
    tx: Knex.Transaction,
    dataSource: string,
    followers: KnownFollowers,
  ): void {
    void tx.executionPromise.then(
      () => this.#known.set(dataSource, followers),
      () => {},
    );
  }

  /** Whether a list is known to hold the same ids. */
  areAll(ids: ReadonlySet<number>, list: readonly number[]): boolean {
    return this.#lists.get(ids) === list;
  }

  rememberAll(ids: ReadonlySet<number>, list: readonly number[]): void {
    this.#lists.set(ids, list);
  }
}
