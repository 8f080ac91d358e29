import { Knex } from 'knex';
import { touchProgress } from '../../cursors/touchProgress';
import { SliRevisionRow } from '../../database/tables';
import { HOUR_MS } from '../../durations';

/** Notes that groups of SLI revisions of one data source were left out: once an hour, and tells all who keep SLOs in memory the first time. */
export async function noteLeftOut(
  tx: Knex.Transaction,
  sliRevisionIds: ReadonlySet<number>,
  atMs: number,
): Promise<void> {
  const noted = await tx<SliRevisionRow>('sli_revisions')
    .whereIn('id', [...sliRevisionIds])
    .where(known =>
      known
        .whereNull('left_out_at_ms')
        .orWhere('left_out_at_ms', '<=', atMs - HOUR_MS),
    )
    .update({
      left_out_at_ms: atMs,
      left_out_since_ms: tx.raw('coalesce(left_out_since_ms, ?)', [atMs]),
    })
    .returning(['id', 'left_out_since_ms']);
  const fresh = noted.filter(row => Number(row.left_out_since_ms) === atMs);
  if (fresh.length > 0) {
    await touchProgress(
      tx,
      fresh.map(row => row.id),
    );
  }
}
