import { Knex } from 'knex';
import { StatusFiguresRow, StatusShardRow } from '../../database/tables';
import { mapPausing } from '../../startPausing';
import { StoredShard } from '../mergeShard';
import { printIdentities } from '../StatusIdentity';
import { StatusShard } from '../StatusMemory';

/** A shard as it is about to be stored. */
export interface WrittenShard
  extends StatusShard,
    Pick<StoredShard, 'identities'> {
  readonly newestMs: number;
  readonly packed: Uint8Array;
}

/** Whose statuses are in these shards. */
export async function writeIdentities(
  tx: Knex.Transaction,
  shards: readonly WrittenShard[],
): Promise<void> {
  if (shards.length > 0) {
    await tx<StatusShardRow>('status_shards')
      .insert(
        await mapPausing(shards, ({ dataSource, shard, identities }) => ({
          data_source: dataSource,
          shard,
          identities: printIdentities(identities),
        })),
      )
      .onConflict(['data_source', 'shard'])
      .merge(['identities']);
  }
}

/** The figures of these shards, which are locked. */
export async function writeFigures(
  tx: Knex.Transaction,
  shards: readonly WrittenShard[],
  writer: string,
): Promise<void> {
  await tx<StatusFiguresRow>('status_figures')
    .insert(
      shards.map(({ dataSource, shard, newestMs, packed }) => ({
        data_source: dataSource,
        shard,
        writer,
        newest_ms: newestMs,
        figures: Buffer.from(packed.buffer),
      })),
    )
    .onConflict(['data_source', 'shard'])
    .merge(['writer', 'newest_ms', 'figures']);
}
