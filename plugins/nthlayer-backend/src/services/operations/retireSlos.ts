import { Knex } from 'knex';
import { unfollow } from '../../cursors/unfollow';
import { inBatches } from '../../database/inBatches';
import { SliRevisionRow, SloRow } from '../../database/tables';

const SLOS_PER_STATEMENT = 500;

/**
 * Ends the evaluation of SLOs of some entities, other than those given; their tiles stay, and how far they have been read.
 * Answers how many.
 */
export async function retireSlos(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
  nowMs: number,
  keep: readonly number[] = [],
): Promise<number> {
  const retired: Pick<SloRow, 'id'>[] = await tx<SloRow>('slos')
    .whereIn('entity_ref', entityRefs)
    .whereNull('retired_at_ms')
    .whereNotIn('id', keep)
    .update({ retired_at_ms: nowMs })
    .returning('id');
  const sloIds = retired.map(({ id }) => id);
  await inBatches(sloIds, SLOS_PER_STATEMENT, async batch => {
    const followers: number[] = await tx<SliRevisionRow>('sli_revisions')
      .whereIn('slo_id', batch)
      .where('follows', true)
      .pluck('id');
    await unfollow(tx, followers);
  });
  return retired.length;
}
