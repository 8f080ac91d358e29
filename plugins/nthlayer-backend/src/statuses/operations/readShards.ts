import { Knex } from 'knex';
import { StatusFiguresRow, StatusShardRow } from '../../database/tables';
import { mapPausing } from '../../startPausing';
import { StoredShard } from '../mergeShard';
import { StatusFigures } from '../StatusFigures';
import { parseIdentities } from '../StatusIdentity';
import { shardKey, StatusShard } from '../StatusMemory';

type ShardRow = StatusShardRow & Pick<StatusFiguresRow, 'figures'>;

const NOTHING: StoredShard = {
  identities: [],
  figures: StatusFigures.create(0, 0),
};

/** Shards as they are stored; one that is not has no statuses. */
export async function readShards(
  knex: Knex,
  shards: readonly StatusShard[],
): Promise<(shard: StatusShard) => StoredShard> {
  if (shards.length === 0) {
    return () => NOTHING;
  }
  const rows: ShardRow[] = await knex('status_shards')
    .join('status_figures', join =>
      join
        .on('status_figures.data_source', 'status_shards.data_source')
        .andOn('status_figures.shard', 'status_shards.shard'),
    )
    .whereIn(
      ['status_shards.data_source', 'status_shards.shard'],
      shards.map(({ dataSource, shard }) => [dataSource, shard]),
    )
    .select('status_shards.*', 'figures');
  const stored = new Map(
    await mapPausing(rows, row => [
      shardKey({ dataSource: row.data_source, shard: row.shard }),
      {
        identities: parseIdentities(row.identities),
        figures: StatusFigures.unpack(row.figures),
      },
    ]),
  );
  return shard => stored.get(shardKey(shard)) ?? NOTHING;
}
