import { canonicalJson, isRetired, MAX_GROUPS, sha256 } from '@nthlayer/engine';
import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { TileGroupRow } from '../../database/tables';
import { groupBy } from '../../evaluation/groupBy';
import { GroupName, keyOf } from '../GroupName';

const REVISIONS_PER_STATEMENT = 500;
const ROWS_PER_STATEMENT = 100;

/** A group that is about to be written. */
export interface WrittenGroup extends GroupName {
  /** End of its newest tile. */
  readonly newestMs: number;
}

/** The same with its key. */
type KeyedGroup = WrittenGroup & { readonly key: string };

/** The ids of groups by their keys. Those that are left out have none. */
export interface AssignedIds {
  readonly counted: ReadonlyMap<string, number>;
  readonly retired: ReadonlyMap<string, number>;
  /** Revisions that have groups which are left out. */
  readonly leftOut: ReadonlySet<number>;
}

/** The groups of a revision that count. */
class CountedGroups {
  readonly ids = new Map<string, number>();
  newestMs = -Infinity;
}

/** A group that is to be made, or to be found among those that are retired. */
type GroupToMake = KeyedGroup & { readonly retiredAtMs: number | null };

/**
 * Finds the ids of groups and makes those that are missing; one that comes back counts again. Beyond the most that an SLO
 * may have, and as many old ones, they are left out. The caller holds the revisions' locks, so that nobody else makes any.
 */
export async function assignIds(
  tx: Knex.Transaction,
  wanted: readonly KeyedGroup[],
): Promise<AssignedIds> {
  const known = await readCounted(tx, wanted);
  const counted = new Map<string, number>();
  const missing = new Map<string, KeyedGroup>();
  for (const group of wanted) {
    const id = known.get(group.sliRevisionId)?.ids.get(group.key);
    if (id === undefined) {
      missing.set(group.key, group);
    } else {
      counted.set(group.key, id);
    }
  }
  const leftOut = new Set<number>();
  const toMake: GroupToMake[] = [];
  const byRevision = groupBy([...missing.values()], one => one.sliRevisionId);
  for (const [revision, groups] of byRevision) {
    const chosen = choose(groups, known.get(revision));
    toMake.push(...chosen.toMake);
    if (chosen.isFull) {
      leftOut.add(revision);
    }
  }
  const retired = new Map<string, number>();
  await inBatches(toMake, ROWS_PER_STATEMENT, async batch => {
    const made = await makeOrRevive(tx, batch);
    for (const { key, retiredAtMs } of batch) {
      const ids = retiredAtMs === null ? counted : retired;
      ids.set(key, made.get(key)!);
    }
  });
  return { counted, retired, leftOut };
}

async function readCounted(
  tx: Knex.Transaction,
  wanted: readonly WrittenGroup[],
): Promise<ReadonlyMap<number, CountedGroups>> {
  const counted = new Map<number, CountedGroups>();
  const revisions = [...new Set(wanted.map(group => group.sliRevisionId))];
  await inBatches(revisions, REVISIONS_PER_STATEMENT, async batch => {
    const rows = await tx<TileGroupRow>('tile_groups')
      .whereIn('sli_revision_id', batch)
      .whereNull('retired_at_ms')
      .select('id', 'sli_revision_id', 'labels', 'newest_ms');
    for (const row of rows) {
      const own = counted.get(row.sli_revision_id) ?? new CountedGroups();
      counted.set(row.sli_revision_id, own);
      own.ids.set(keyOfRow(row), row.id);
      own.newestMs = Math.max(own.newestMs, Number(row.newest_ms));
    }
  });
  return counted;
}

/** Those that come first, as far as there is room; what is old by now does not need any. */
function choose(
  missing: readonly KeyedGroup[],
  counted: CountedGroups = new CountedGroups(),
): { toMake: GroupToMake[]; isFull: boolean } {
  const newestOfAllMs = missing.reduce(
    (most, { newestMs }) => Math.max(most, newestMs),
    counted.newestMs,
  );
  const isOld = ({ newestMs }: WrittenGroup) =>
    isRetired(newestMs, newestOfAllMs);
  const room = Math.max(0, MAX_GROUPS - counted.ids.size);
  const current = missing.filter(group => !isOld(group));
  const old = missing.filter(isOld).slice(0, MAX_GROUPS);
  return {
    toMake: [
      ...current.slice(0, room).map(group => ({ ...group, retiredAtMs: null })),
      ...old.map(group => ({ ...group, retiredAtMs: newestOfAllMs })),
    ],
    isFull: current.length > room,
  };
}

async function makeOrRevive(
  tx: Knex.Transaction,
  groups: readonly GroupToMake[],
): Promise<Map<string, number>> {
  const made = await tx<TileGroupRow>('tile_groups')
    .insert(groups.map(toRow))
    .onConflict(['sli_revision_id', 'labels_hash'])
    .ignore()
    .returning(['id', 'sli_revision_id', 'labels']);
  const ids = new Map(made.map(row => [keyOfRow(row), row.id]));
  const retired = groups.filter(({ key }) => !ids.has(key));
  if (retired.length > 0) {
    await revive(
      tx,
      retired.filter(({ retiredAtMs }) => retiredAtMs === null),
    );
    const rows = await named(tx, retired).select(
      'id',
      'sli_revision_id',
      'labels',
    );
    rows.forEach(row => ids.set(keyOfRow(row), row.id));
  }
  return ids;
}

async function revive(
  tx: Knex.Transaction,
  groups: readonly GroupToMake[],
): Promise<void> {
  for (const [newestMs, some] of groupBy(groups, group => group.newestMs)) {
    await named(tx, some).update({ retired_at_ms: null, newest_ms: newestMs });
  }
}

function named(tx: Knex.Transaction, groups: readonly GroupName[]) {
  return tx<TileGroupRow>('tile_groups').whereIn(
    ['sli_revision_id', 'labels_hash'],
    groups.map(({ sliRevisionId, labels }) => [
      sliRevisionId,
      sha256(canonicalJson(labels)),
    ]),
  );
}

function toRow({ sliRevisionId, labels, newestMs, retiredAtMs }: GroupToMake) {
  const text = canonicalJson(labels);
  return {
    sli_revision_id: sliRevisionId,
    labels_hash: sha256(text),
    labels: text,
    newest_ms: text === '{}' && retiredAtMs === null ? null : newestMs,
    retired_at_ms: retiredAtMs,
  };
}

function keyOfRow({
  sli_revision_id: sliRevisionId,
  labels,
}: Pick<TileGroupRow, 'sli_revision_id' | 'labels'>): string {
  return keyOf({ sliRevisionId, labels: JSON.parse(labels) });
}
