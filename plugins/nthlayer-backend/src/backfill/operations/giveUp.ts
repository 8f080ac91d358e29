import { Knex } from 'knex';
import { touchProgress } from '../../cursors/touchProgress';
import { SliRevisionRow, UnreadableStretchRow } from '../../database/tables';
import { checkFence } from '../../leases/checkFence';
import { Lease } from '../../leases/LeaseStore';
import { WriteOutcome } from '../../tiles/TileStore';
import { UnreadableStretch } from '../BackfillStore';
import { dropReached } from './dropReached';

/** Moves the back-fill's cursor over a chunk without tiles, and keeps why; with the stretch after it, it is one. */
export async function giveUp(
  knex: Knex,
  stretch: UnreadableStretch,
  fence: Lease | undefined,
): Promise<WriteOutcome> {
  const { sliRevisionId, startMs, endMs, problem, givenUpAtMs } = stretch;
  return knex.transaction(async tx => {
    await checkFence(tx, fence);
    await touchProgress(tx, [sliRevisionId]);
    const moved = await tx<SliRevisionRow>('sli_revisions')
      .where({ id: sliRevisionId, backfill_reached_ms: endMs })
      .update({
        backfill_reached_ms: startMs,
        backfill_tries: tx.raw('backfill_tries + 1'),
        backfill_tried_at_ms: givenUpAtMs,
        backfill_problem_code: null,
        backfill_problem_message: null,
        backfill_problem_since_ms: null,
      });
    if (moved === 0) {
      return 'superseded';
    }
    await dropReached(tx, stretch);
    const next = { sli_revision_id: sliRevisionId, start_ms: endMs };
    const after = await tx<UnreadableStretchRow>('unreadable_stretches')
      .where(next)
      .first('end_ms');
    await tx('unreadable_stretches').where(next).delete();
    await tx<UnreadableStretchRow>('unreadable_stretches').insert({
      sli_revision_id: sliRevisionId,
      start_ms: startMs,
      end_ms: after?.end_ms ?? endMs,
      problem_code: problem.code,
      problem_message: problem.message,
      given_up_at_ms: givenUpAtMs,
    });
    return 'written';
  });
}
