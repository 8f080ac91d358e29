import { GroupLabels } from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson, groupKey, sha256 } from '@nthlayer/engine';
import { Knex } from 'knex';
import { inBatches } from '../database/inBatches';
import { TileGroupRow } from '../database/tables';

const REVISIONS_PER_STATEMENT = 500;
const ROWS_PER_STATEMENT = 100;

/** A group by what it is called. */
export interface GroupName {
  readonly sliRevisionId: number;
  readonly labels: GroupLabels;
}

/** Ids of a list of groups, 0 for those that have none yet, and the indices of the others in the order of their ids. */
interface ListedIds {
  readonly ids: Uint32Array;
  readonly order: Uint32Array;
}

/**
 * The ids of groups. They never change and are never used again, so that they are remembered; what a transaction makes
 * is remembered once it has been committed.
 */
export class GroupIds {
  readonly #known = new Map<string, number>();
  readonly #lists = new WeakMap<readonly GroupName[], ListedIds>();

  static create(): GroupIds {
    return new GroupIds();
  }

  private constructor() {}

  /**
   * Ids of groups in the order given; new ones are made. The caller holds the revisions' locks, so that nobody else
   * makes them.
   */
  async resolve(
    tx: Knex.Transaction,
    names: readonly GroupName[],
  ): Promise<number[]> {
    const keys = names.map(keyOf);
    const unknown = names.filter((_, index) => !this.#known.has(keys[index]));
    const found = new Map<string, number>();
    if (unknown.length > 0) {
      await find(tx, unknown, found);
      await make(
        tx,
        unknown.filter(name => !found.has(keyOf(name))),
        found,
      );
      void tx.executionPromise.then(
        () => found.forEach((id, key) => this.#known.set(key, id)),
        () => {},
      );
    }
    return keys.map(key => this.#known.get(key) ?? found.get(key)!);
  }

  /**
   * Ids of the groups of a list that are `present`; new ones are made for them alone. What is known of a list is
   * remembered for as long as it is used. Under the same conditions as `resolve`.
   */
  async resolveAll(
    tx: Knex.Transaction,
    names: readonly GroupName[],
    present: Uint8Array,
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
      missing.map(group => names[group]),
    );
    const ids = Uint32Array.from(known?.ids ?? new Uint32Array(names.length));
    missing.forEach((group, index) => {
      ids[group] = found[index];
    });
    const order = Uint32Array.from(names.keys())
      .filter(group => ids[group] > 0)
      .sort((one, other) => ids[one] - ids[other]);
    void tx.executionPromise.then(
      () => this.#lists.set(names, { ids, order }),
      () => {},
    );
    return { ids, order };
  }
}

function keyOf({ sliRevisionId, labels }: GroupName): string {
  return `${sliRevisionId} ${groupKey(labels)}`;
}

async function find(
  tx: Knex.Transaction,
  names: readonly GroupName[],
  found: Map<string, number>,
): Promise<void> {
  const revisions = [...new Set(names.map(name => name.sliRevisionId))];
  await inBatches(revisions, REVISIONS_PER_STATEMENT, async batch => {
    const rows = await tx<TileGroupRow>('tile_groups')
      .whereIn('sli_revision_id', batch)
      .select('id', 'sli_revision_id', 'labels');
    for (const { id, sli_revision_id: sliRevisionId, labels } of rows) {
      found.set(keyOf({ sliRevisionId, labels: JSON.parse(labels) }), id);
    }
  });
}

async function make(
  tx: Knex.Transaction,
  names: readonly GroupName[],
  found: Map<string, number>,
): Promise<void> {
  const rows = [...new Map(names.map(name => [keyOf(name), name])).values()];
  await inBatches(rows, ROWS_PER_STATEMENT, async batch => {
    const made = await tx<TileGroupRow>('tile_groups')
      .insert(batch.map(toRow))
      .returning(['id', 'sli_revision_id', 'labels']);
    for (const { id, sli_revision_id: sliRevisionId, labels } of made) {
      found.set(keyOf({ sliRevisionId, labels: JSON.parse(labels) }), id);
    }
  });
}

function toRow({ sliRevisionId, labels }: GroupName) {
  const text = canonicalJson(labels);
  return {
    sli_revision_id: sliRevisionId,
    labels_hash: sha256(text),
    labels: text,
  };
}
