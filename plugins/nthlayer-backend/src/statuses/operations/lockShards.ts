import { Knex } from 'knex';
import { StatusFiguresRow } from '../../database/tables';
import { StatusFigures } from '../StatusFigures';
import { StatusShard } from '../StatusMemory';

/** A shard that nobody else writes until the transaction ends. */
export interface LockedShard extends StatusShard {
  /** Who has written it last. */
  readonly writer: string;
  /** When the newest of its statuses was made. */
  readonly newestMs: number;
}

/** Locks shards of a data source, in their order; one that is not there is made, empty. */
export async function lockShards(
  tx: Knex.Transaction,
  dataSource: string,
  shards: readonly number[],
): Promise<LockedShard[]> {
  const locked = await lockStored(tx, dataSource, shards);
  if (locked.length === shards.length) {
    return locked;
  }
  const stored = new Set(locked.map(({ shard }) => shard));
  const missing = shards.filter(shard => !stored.has(shard));
  for (const shard of missing.sort((a, b) => a - b)) {
    await tx<StatusFiguresRow>('status_figures')
      .insert({
        data_source: dataSource,
        shard,
        writer: '',
        newest_ms: 0,
        figures: Buffer.from(StatusFigures.create(0, 0).pack()),
      })
      .onConflict(['data_source', 'shard'])
      .ignore();
  }
  return lockStored(tx, dataSource, shards);
}

async function lockStored(
  tx: Knex.Transaction,
  dataSource: string,
  shards: readonly number[],
): Promise<LockedShard[]> {
  const rows = await tx<StatusFiguresRow>('status_figures')
    .where('data_source', dataSource)
    .whereIn('shard', shards)
    .orderBy('shard')
    .forUpdate()
    .select('shard', 'writer', 'newest_ms');
  return rows.map(({ shard, writer, newest_ms: newestMs }) => ({
    dataSource,
    shard,
    writer,
    newestMs: Number(newestMs),
  }));
}
