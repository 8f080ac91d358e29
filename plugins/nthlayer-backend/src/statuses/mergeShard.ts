import { MadeStatus } from '../evaluation/EvaluationStore';
import { StatusFigures } from './StatusFigures';
import {
  identityOf,
  isSameIdentity,
  StatusIdentity,
  statusKey,
} from './StatusIdentity';

/** Statuses of one shard as they are stored. */
export interface StoredShard {
  readonly identities: readonly StatusIdentity[];
  readonly figures: StatusFigures;
}

/** What a shard comes to. */
export interface MergedShard extends StoredShard {
  /** The new statuses that are in it. */
  readonly kept: readonly MadeStatus[];
}

/** A status that stays, or a new one. */
interface ShardRow {
  readonly identity: StatusIdentity;
  readonly made?: MadeStatus;
  /** Where it is stored. */
  readonly row: number;
}

/** New statuses of the same identities as those of the shard, in the same order. */
export function replaceFigures(
  identities: readonly StatusIdentity[],
  made: readonly MadeStatus[],
): StatusFigures {
  const figures = figuresFor(identities);
  made.forEach(({ write }, row) => figures.put(row, write.sloId, write.status));
  return figures;
}

/** Whether nothing of a shard but its figures changes with these. */
export function areSameIdentities(
  known: readonly StatusIdentity[],
  made: readonly MadeStatus[],
): boolean {
  return (
    known.length === made.length &&
    made.every((one, row) => isSameIdentity(known[row], one))
  );
}

/** Puts new statuses in the place of older ones. Of the others stay those that are still current. */
export function mergeShard(
  stored: StoredShard,
  made: readonly MadeStatus[],
  isCurrent: (identity: StatusIdentity) => boolean,
): MergedShard {
  const rest = new Map(
    stored.identities.map((identity, row) => [
      statusKey(identity),
      { identity, row },
    ]),
  );
  const kept: MadeStatus[] = [];
  const rows = made.map((one): ShardRow => {
    const key = statusKey(one.write);
    const old = rest.get(key);
    rest.delete(key);
    const { evaluatedAtMs } = one.write.status;
    if (old && stored.figures.evaluatedAtMs(old.row) > evaluatedAtMs) {
      return old;
    }
    kept.push(one);
    return { identity: identityOf(one), made: one, row: -1 };
  });
  rows.push(...[...rest.values()].filter(old => isCurrent(old.identity)));
  const identities = rows.map(({ identity }) => identity);
  const figures = figuresFor(identities);
  rows.forEach(({ made: one, row: from }, row) => {
    if (one) {
      figures.put(row, one.write.sloId, one.write.status);
    } else {
      figures.copy(row, stored.figures, from);
    }
  });
  return { identities, figures, kept };
}

function figuresFor(identities: readonly StatusIdentity[]): StatusFigures {
  const windows = identities.map(({ burnWindowsMs }) => burnWindowsMs.length);
  return StatusFigures.create(identities.length, 1 + Math.max(0, ...windows));
}
