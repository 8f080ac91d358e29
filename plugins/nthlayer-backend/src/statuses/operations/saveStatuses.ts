import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { MadeStatus } from '../../evaluation/EvaluationStore';
import { groupBy } from '../../evaluation/groupBy';
import { areSameIdentities, mergeShard, replaceFigures } from '../mergeShard';
import { StatusMemory, statusShardOf } from '../StatusMemory';
import { findCurrent } from './findCurrent';
import { LockedShard, lockShards } from './lockShards';
import { readShards } from './readShards';
import { writeFigures, writeIdentities } from './writeShards';

/** Few enough to be packed in some milliseconds. */
const SHARDS_PER_BATCH = 8;

/** A shard, and what is about to go into it. */
interface ShardWrite extends LockedShard {
  readonly made: readonly MadeStatus[];
}

/**
 * Stores statuses by (SLO, group); a newer one is never overwritten by an older. Answers those that were kept. Locks
 * their shards until the transaction ends, in one order, so that two who write the same never wait for each other.
 * Where nobody else has written since, and nothing but figures has changed, no shard is read.
 */
export async function saveStatuses(
  tx: Knex.Transaction,
  made: readonly MadeStatus[],
  memory: StatusMemory,
): Promise<MadeStatus[]> {
  const kept: MadeStatus[] = [];
  const bySource = groupBy(made, ({ active }) => active.dataSource);
  for (const dataSource of [...bySource.keys()].sort()) {
    const byShard = groupBy(bySource.get(dataSource)!, ({ write }) =>
      statusShardOf(write.sloId),
    );
    const shards = await lockShards(tx, dataSource, [...byShard.keys()]);
    await inBatches(shards, SHARDS_PER_BATCH, async batch => {
      const writes = batch.map(shard => ({
        ...shard,
        made: byShard.get(shard.shard)!,
      }));
      kept.push(...(await writeBatch(tx, writes, memory)));
    });
  }
  return kept;
}

async function writeBatch(
  tx: Knex.Transaction,
  writes: readonly ShardWrite[],
  memory: StatusMemory,
): Promise<MadeStatus[]> {
  const same = writes.filter(write => isKnown(write, memory));
  const others = writes.filter(write => !same.includes(write));
  const replaced = same.map(({ dataSource, shard, made }) => {
    const identities = memory.get({ dataSource, shard })!;
    const figures = replaceFigures(identities, made);
    return { dataSource, shard, identities, figures, kept: made };
  });
  const merged = await mergeShards(tx, others);
  await writeIdentities(tx, merged);
  const written = [...replaced, ...merged];
  await writeFigures(tx, written, memory.writer);
  written.forEach(shard => memory.remember(tx, shard, shard.identities));
  return written.flatMap(({ kept }) => kept);
}

/** Whether what is stored in a shard is what this process stored there, and only figures differ from it. */
function isKnown(
  { writer, newestMs, made, ...shard }: ShardWrite,
  memory: StatusMemory,
): boolean {
  const identities = memory.get(shard);
  return (
    writer === memory.writer &&
    identities !== undefined &&
    areSameIdentities(identities, made) &&
    made.every(({ write }) => write.status.evaluatedAtMs >= newestMs)
  );
}

async function mergeShards(
  tx: Knex.Transaction,
  writes: readonly ShardWrite[],
) {
  const stored = await readShards(tx, writes);
  const isCurrent = await findCurrent(
    tx,
    writes.flatMap(write => stored(write).identities),
  );
  return writes.map(({ dataSource, shard, made }) => ({
    dataSource,
    shard,
    ...mergeShard(stored({ dataSource, shard }), made, isCurrent),
  }));
}
