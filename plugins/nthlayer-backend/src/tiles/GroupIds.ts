import { Knex } from 'knex';
import { mapPausing } from '../startPausing';
import { GroupName, keyOf } from './GroupName';
import { assignIds, WrittenGroup } from './operations/assignIds';
import { noteLeftOut } from './operations/noteLeftOut';
import { shardOf } from './shards';

/** Groups of a list whose tiles are stored together, in the order of their ids. */
export interface ShardGroups {
  readonly shard: number;
  /** Their places in the list. */
  readonly groups: Uint32Array;
  readonly ids: readonly number[];
}

/** Ids of a list of groups, 0 for those that have none yet, and the others by their shards. */
interface ListedIds {
  readonly ids: Uint32Array;
  readonly shards: readonly ShardGroups[];
}

/**
 * The ids of groups that count. They never change and are never used again, so that they are remembered as long as the
 * same groups count; what a transaction makes is remembered once it has been committed.
 */
export class GroupIds {
  readonly #known = new Map<string, number>();
  #lists = new WeakMap<readonly GroupName[], ListedIds>();

  static create(): GroupIds {
    return new GroupIds();
  }

  private constructor() {}

  /**
   * Ids of groups in the order given; new ones are made. 0 for those that are left out, which is noted. The caller holds
   * the revisions' locks, so that nobody else makes them.
   */
  async resolve(
    tx: Knex.Transaction,
    names: readonly WrittenGroup[],
  ): Promise<number[]> {
    const keys = await mapPausing(names, keyOf);
    const unknown = names.flatMap((name, index) =>
      this.#known.has(keys[index]) ? [] : [{ ...name, key: keys[index] }],
    );
    if (unknown.length === 0) {
      return keys.map(key => this.#known.get(key)!);
    }
    const { counted, retired, leftOut } = await assignIds(tx, unknown);
    if (leftOut.size > 0) {
      const newestMs = unknown.reduce(
        (most, name) => Math.max(most, name.newestMs),
        0,
      );
      await noteLeftOut(tx, leftOut, newestMs);
    }
    void tx.executionPromise.then(
      () => counted.forEach((id, key) => this.#known.set(key, id)),
      () => {},
    );
    return keys.map(
      key => this.#known.get(key) ?? counted.get(key) ?? retired.get(key) ?? 0,
    );
  }

  /**
   * Ids of the groups of a list that are `present`, up to `newestMs`; new ones are made for them alone. What is known of
   * a list is remembered for as long as it is used. Under the same conditions as `resolve`.
   */
  async resolveAll(
    tx: Knex.Transaction,
    names: readonly GroupName[],
    { present, newestMs }: { present: Uint8Array; newestMs: number },
  ): Promise<ListedIds> {
    const known = this.#lists.get(names);
    const missing: number[] = [];
    for (let group = 0; group < names.length; group++) {
      if (present[group] === 1 && !known?.ids[group]) {
        missing.push(group);
      }
    }
    if (known && missing.length === 0) {
      return known;
    }
    const found = await this.resolve(
      tx,
      missing.map(group => ({ ...names[group], newestMs })),
    );
    const ids = Uint32Array.from(known?.ids ?? new Uint32Array(names.length));
    missing.forEach((group, index) => {
      ids[group] = found[index];
    });
    const listed = { ids, shards: shardsOf(ids) };
    const lists = this.#lists;
    void tx.executionPromise.then(
      () => lists.set(names, listed),
      () => {},
    );
    return listed;
  }

  /** Of these SLI revisions other groups may count now, or none at all. */
  forget(sliRevisionIds: ReadonlySet<number>): void {
    const before = this.#known.size;
    for (const key of sliRevisionIds.size > 0 ? this.#known.keys() : []) {
      if (sliRevisionIds.has(Number(key.slice(0, key.indexOf(' '))))) {
        this.#known.delete(key);
      }
    }
    if (this.#known.size < before) {
      this.#lists = new WeakMap();
    }
  }
}

function shardsOf(ids: Uint32Array): ShardGroups[] {
  const order = Uint32Array.from(ids.keys())
    .filter(group => ids[group] > 0)
    .sort((one, other) => ids[one] - ids[other]);
  const shards: ShardGroups[] = [];
  for (let from = 0; from < order.length; ) {
    const shard = shardOf(ids[order[from]]);
    let end = from + 1;
    while (end < order.length && shardOf(ids[order[end]]) === shard) {
      end += 1;
    }
    const groups = order.subarray(from, end);
    shards.push({ shard, groups, ids: Array.from(groups, one => ids[one]) });
    from = end;
  }
  return shards;
}
