import { Knex } from 'knex';
import { UnreadableStretchRow } from '../../database/tables';

/** What was given up before and is told anew, or is no longer to be told: the back-fill is there again. */
export async function dropReached(
  tx: Knex.Transaction,
  {
    sliRevisionId,
    startMs,
    endMs,
  }: { sliRevisionId: number; startMs: number; endMs: number },
): Promise<void> {
  await tx<UnreadableStretchRow>('unreadable_stretches')
    .where('sli_revision_id', sliRevisionId)
    .where('end_ms', '>', startMs)
    .where('end_ms', '<=', endMs)
    .delete();
}
