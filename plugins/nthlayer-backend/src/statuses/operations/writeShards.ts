import { Knex } from 'knex';
import { StatusShardRow } from '../../database/tables';
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

/** The figures of these shards, which are locked. What is written each minute is not worth a statement put together by knex. */
export async function writeFigures(
  tx: Knex.Transaction,
  shards: readonly WrittenShard[],
  writer: string,
): Promise<void> {
  await tx.raw(
    `insert into status_figures (data_source, shard, writer, newest_ms, figures)
    values ${shards.map(() => '(?,?,?,?,?)').join()}
    on conflict (data_source, shard) do update set
      writer = excluded.writer,
      newest_ms = excluded.newest_ms,
      figures = excluded.figures`,
    shards.flatMap(({ dataSource, shard, newestMs, packed }) => [
      dataSource,
      shard,
      writer,
      newestMs,
      Buffer.from(packed.buffer),
    ]),
  );
}
