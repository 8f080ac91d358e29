import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { touchProgress } from '../../cursors/touchProgress';
import { SliRevisionRow, TileGroupRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';

const GROUPS_PER_TRANSACTION = 200;

type GoneGroup = Pick<TileGroupRow, 'id' | 'labels_hash'> &
  Pick<SliRevisionRow, 'slo_id'> & { readonly revision: number };

interface Options {
  readonly beforeMs: number;
  readonly fence: Lease | undefined;
}

/** Removes retired groups of which no tile is kept any more, with what they had reached; answers how many. */
export async function purgeGroups(
  knex: Knex,
  { beforeMs, fence }: Options,
): Promise<number> {
  let removed = 0;
  for (;;) {
    const gone = await listGone(knex, beforeMs);
    if (gone.length === 0) {
      return removed;
    }
    await fenced(knex, fence, tx => remove(tx, gone));
    removed += gone.length;
    await setImmediate();
  }
}

/** Some of one data source. Groups of SLI revisions that are gone are removed with their tiles. */
async function listGone(knex: Knex, beforeMs: number): Promise<GoneGroup[]> {
  const gone: (GoneGroup & { data_source: string })[] = await knex(
    'tile_groups',
  )
    .join('sli_revisions', 'sli_revisions.id', 'tile_groups.sli_revision_id')
    .whereNotNull('retired_at_ms')
    .where('newest_ms', '<=', beforeMs)
    .whereNotExists(
      knex('tile_chunks')
        .whereRaw('group_id = tile_groups.id')
        .select('step_ms'),
    )
    .limit(GROUPS_PER_TRANSACTION)
    .select('tile_groups.id', 'labels_hash', 'slo_id', 'data_source', {
      revision: 'sli_revision_id',
    });
  return gone.filter(group => group.data_source === gone[0].data_source);
}

/** Under the lock of their cursor, since a tick may be about to revive one. */
async function remove(
  tx: Knex.Transaction,
  gone: readonly GoneGroup[],
): Promise<void> {
  await touchProgress(tx, [gone[0].revision]);
  await tx<TileGroupRow>('tile_groups')
    .whereIn(
      'id',
      gone.map(({ id }) => id),
    )
    .whereNotNull('retired_at_ms')
    .delete();
  const others = tx('tile_groups')
    .join('sli_revisions', 'sli_revisions.id', 'tile_groups.sli_revision_id')
    .whereRaw('sli_revisions.slo_id = budget_crossings.slo_id')
    .whereRaw('tile_groups.labels_hash = budget_crossings.labels_hash')
    .select('tile_groups.id');
  await tx('budget_crossings')
    .whereIn(
      ['slo_id', 'labels_hash'],
      gone.map(group => [group.slo_id, group.labels_hash]),
    )
    .whereNotExists(others)
    .delete();
}
