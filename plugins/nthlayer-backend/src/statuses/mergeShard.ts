import { StatusFigures } from './StatusFigures';
import {
  isSameIdentity,
  StatusIdentity,
  statusKey,
  windowsOf,
} from './StatusIdentity';
import { ShardRows } from './StatusLayout';
import { StatusTable } from './StatusTable';

/** Statuses of one shard as they are stored. */
export interface StoredShard {
  readonly identities: readonly StatusIdentity[];
  readonly figures: StatusFigures;
}

/** What a shard comes to. */
export interface MergedShard extends StoredShard {
  /** Rows of the table that are not in it: what is stored is newer. */
  readonly leftOut: readonly number[];
}

/** Where a status is: in the table, or where it is stored. */
interface ShardRow {
  readonly identity: StatusIdentity;
  readonly row: number;
  readonly isStored: boolean;
}

/** Puts new statuses of the same identities as those of the shard, in the same order, in place of whatever was there. */
export function replaceFigures(
  { rows, sloIds, areAlike }: ShardRows,
  table: StatusTable,
  figures: StatusFigures,
): StatusFigures {
  if (!areAlike) {
    figures.clear();
  }
  figures.putSloIds(sloIds);
  table.putAll(rows, figures);
  return figures;
}

/** Whether nothing of a shard but its figures changes with these. */
export function areSameIdentities(
  known: readonly StatusIdentity[],
  now: readonly StatusIdentity[],
): boolean {
  return (
    known === now ||
    (known.length === now.length &&
      now.every((identity, row) => isSameIdentity(known[row], identity)))
  );
}

/**
 * Puts new statuses in the place of older ones. Of the others stay those that are still current, but for groups of SLOs
 * that were evaluated without them: all groups that count are evaluated together.
 */
export function mergeShard(
  stored: StoredShard,
  { shard, table }: { shard: ShardRows; table: StatusTable },
  isCurrent: (identity: StatusIdentity) => boolean,
): MergedShard {
  const rest = new Map(
    stored.identities.map((identity, row): [string, ShardRow] => [
      statusKey(identity),
      { identity, row, isStored: true },
    ]),
  );
  const evaluated = new Map<number, number>();
  const leftOut: number[] = [];
  const merged = shard.rows.map((row, index): ShardRow => {
    const identity = shard.identities[index];
    const key = statusKey(identity);
    evaluated.set(identity.sloId, table.evaluatedAtMs(row));
    const old = rest.get(key);
    rest.delete(key);
    if (
      old &&
      stored.figures.evaluatedAtMs(old.row) > table.evaluatedAtMs(row)
    ) {
      leftOut.push(row);
      return old;
    }
    return { identity, row, isStored: false };
  });
  const isNewer = ({ identity, row }: ShardRow) =>
    stored.figures.evaluatedAtMs(row) > (evaluated.get(identity.sloId) ?? -1);
  merged.push(
    ...[...rest.values()].filter(
      old => isNewer(old) && isCurrent(old.identity),
    ),
  );
  const identities = merged.map(({ identity }) => identity);
  const figures = StatusFigures.create(
    identities.length,
    windowsOf(identities),
  );
  merged.forEach(({ row, isStored }, index) => {
    if (isStored) {
      figures.copy(index, stored.figures, row);
    } else {
      table.putFigures(row, figures, index);
    }
  });
  return { identities, figures, leftOut };
}
