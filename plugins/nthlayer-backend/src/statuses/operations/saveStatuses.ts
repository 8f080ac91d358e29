import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { groupBy } from '../../evaluation/groupBy';
import { mapPausing } from '../../startPausing';
import { areSameIdentities, mergeShard, replaceFigures } from '../mergeShard';
import { ShardRows } from '../StatusLayout';
import { StatusFigures } from '../StatusFigures';
import { StatusMemory, StatusShard } from '../StatusMemory';
import { StatusTable } from '../StatusTable';
import { findCurrent } from './findCurrent';
import { LockedShard, lockShards } from './lockShards';
import { readShards } from './readShards';
import { WrittenShard, writeFigures, writeIdentities } from './writeShards';

/** Few enough to be packed in some milliseconds. */
const SHARDS_PER_BATCH = 32;

/** A shard, and what is about to go into it. */
type ShardWrite = LockedShard & ShardRows;

/** What became of statuses that were to be stored. */
export interface SavedStatuses {
  /** Rows that are not stored, since what is there is newer. */
  readonly leftOut: ReadonlySet<number>;
  /** Whether nobody else has stored any of these since this process did. */
  readonly areOurs: boolean;
}

class ShardWriter implements SavedStatuses {
  readonly leftOut = new Set<number>();
  areOurs = true;
  readonly #tx: Knex.Transaction;
  readonly #table: StatusTable;
  readonly #memory: StatusMemory;
  /** Memory for the figures of one shard after the other. */
  readonly #used: StatusFigures;
  /** It, as it is cut for shards of one size. */
  readonly #cut = new Map<string, StatusFigures>();

  constructor(tx: Knex.Transaction, table: StatusTable, memory: StatusMemory) {
    this.#tx = tx;
    this.#table = table;
    this.#memory = memory;
    const { shards } = table.layout;
    this.#used = StatusFigures.create(
      most(shards.map(({ rows }) => rows.length)),
      most(shards.map(({ windows }) => windows)),
    );
  }

  async write(batch: readonly ShardWrite[]): Promise<void> {
    const [tx, table, memory] = [this.#tx, this.#table, this.#memory];
    const known = batch.filter(write => isKnown(write, table, memory));
    const others = batch.filter(write => !known.includes(write));
    const merged = await mergeShards(tx, others, table);
    this.areOurs &&= others.length === 0;
    merged.forEach(({ leftOut }) =>
      leftOut.forEach(row => this.leftOut.add(row)),
    );
    const packed = await mapPausing(merged, each => pack(each, each.figures));
    await writeIdentities(tx, packed);
    const written = known.map(write =>
      pack(write, replaceFigures(write, table, this.#cutFor(write))),
    );
    written.push(...packed);
    await writeFigures(tx, written, memory.writer);
    written.forEach(each => memory.remember(tx, each, each.identities));
  }

  #cutFor({ rows: { length }, windows }: ShardRows): StatusFigures {
    const key = `${length}/${windows}`;
    const known =
      this.#cut.get(key) ?? StatusFigures.within(this.#used, length, windows);
    this.#cut.set(key, known);
    return known;
  }
}

/**
 * Stores statuses by (SLO, group); a newer one is never overwritten by an older. Locks their shards until the
 * transaction ends, in one order, so that two who write the same never wait for each other. Where nobody else has
 * written since, and nothing but figures has changed, no shard is read.
 */
export async function saveStatuses(
  tx: Knex.Transaction,
  table: StatusTable,
  memory: StatusMemory,
): Promise<SavedStatuses> {
  const writer = new ShardWriter(tx, table, memory);
  const bySource = groupBy(table.layout.shards, shard => shard.dataSource);
  for (const [dataSource, own] of bySource) {
    const rows = new Map(own.map(each => [each.shard, each]));
    const locked = await lockShards(tx, dataSource, [...rows.keys()]);
    const writes = locked.map(each => ({ ...each, ...rows.get(each.shard)! }));
    await inBatches(writes, SHARDS_PER_BATCH, batch => writer.write(batch));
  }
  return writer;
}

function most(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => Math.max(one, other), 0);
}

function pack(
  {
    dataSource,
    shard,
    identities,
  }: StatusShard & Pick<ShardRows, 'identities'>,
  figures: StatusFigures,
): WrittenShard {
  const newestMs = figures.newestMs();
  return { dataSource, shard, identities, newestMs, packed: figures.pack() };
}

/** Whether what is stored in a shard is what this process stored there, and only figures differ from it. */
function isKnown(
  { writer, newestMs, rows, identities, ...shard }: ShardWrite,
  table: StatusTable,
  memory: StatusMemory,
): boolean {
  const known = memory.get(shard);
  return (
    writer === memory.writer &&
    known !== undefined &&
    areSameIdentities(known, identities) &&
    rows.every(row => table.evaluatedAtMs(row) >= newestMs)
  );
}

async function mergeShards(
  tx: Knex.Transaction,
  writes: readonly ShardWrite[],
  table: StatusTable,
) {
  const stored = await readShards(tx, writes);
  const isCurrent = await findCurrent(
    tx,
    writes.flatMap(write => stored(write).identities),
  );
  return mapPausing(writes, shard => ({
    dataSource: shard.dataSource,
    shard: shard.shard,
    ...mergeShard(stored(shard), { shard, table }, isCurrent),
  }));
}
