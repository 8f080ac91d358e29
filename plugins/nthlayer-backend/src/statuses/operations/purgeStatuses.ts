import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import {
  ReadingCursorRow,
  StatusFiguresRow,
  StatusShardRow,
} from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';
import { fromActive } from '../../slos/operations/listActive';
import { SLOS_PER_SHARD } from '../StatusMemory';

type ShardKey = Pick<StatusFiguresRow, 'data_source' | 'shard'>;

/**
 * Removes shards in which no SLO is evaluated any more: nobody writes them again. Where one is, what is there of others
 * goes with its next status.
 */
export async function purgeStatuses(
  knex: Knex,
  fence: Lease | undefined,
): Promise<void> {
  const left: ShardKey[] = await whereNoneIsActive(knex).select(
    'data_source',
    'shard',
  );
  await inBatches(left, 1, async ([key]) => {
    await fenced(knex, fence, tx => remove(tx, key));
  });
}

/** Under the lock of its cursor, so that no SLO comes back meanwhile; who evaluates one of its SLOs waits for the figures. */
async function remove(tx: Knex.Transaction, key: ShardKey): Promise<void> {
  await tx<ReadingCursorRow>('reading_cursors')
    .where('data_source', key.data_source)
    .forUpdate()
    .select('data_source');
  const removed = await whereNoneIsActive(tx).where(key).delete();
  if (removed > 0) {
    await tx<StatusShardRow>('status_shards').where(key).delete();
  }
}

function whereNoneIsActive(knex: Knex) {
  const active = fromActive(knex)
    .whereRaw('sli_revisions.data_source = status_figures.data_source')
    .whereRaw('slos.id >= status_figures.shard * ?', [SLOS_PER_SHARD])
    .whereRaw('slos.id < (status_figures.shard + 1) * ?', [SLOS_PER_SHARD])
    .select('slos.id');
  return knex<StatusFiguresRow>('status_figures').whereNotExists(active);
}
