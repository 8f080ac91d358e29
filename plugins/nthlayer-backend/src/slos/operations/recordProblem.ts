import { DataSourceProblem } from '@nthlayer/engine';
import { Knex } from 'knex';
import { touchProgress } from '../../cursors/touchProgress';
import { unfollow } from '../../cursors/unfollow';
import { inBatches } from '../../database/inBatches';
import { SliRevisionRow } from '../../database/tables';
import { checkFence } from '../../leases/checkFence';
import { ProblemTime } from '../SloStore';

/** Notes why SLI revisions could not be read; the first time of a run of failures is kept. */
export async function recordProblem(
  knex: Knex,
  sliRevisionIds: readonly number[],
  problem: DataSourceProblem,
  { nowMs, reader = 'tick', fence }: ProblemTime,
): Promise<void> {
  if (sliRevisionIds.length === 0) {
    return;
  }
  const prefix = reader === 'backfill' ? 'backfill_problem' : 'problem';
  await knex.transaction(async tx => {
    await checkFence(tx, fence);
    await touchProgress(tx, sliRevisionIds);
    await inBatches(sliRevisionIds, 500, async batch => {
      if (reader === 'tick') {
        await unfollow(tx, batch);
      }
      await tx<SliRevisionRow>('sli_revisions')
        .whereIn('id', batch)
        .update({
          [`${prefix}_code`]: problem.code,
          [`${prefix}_message`]: problem.message,
          [`${prefix}_since_ms`]: knex.raw('coalesce(??, ?)', [
            `${prefix}_since_ms`,
            nowMs,
          ]),
        });
    });
  });
}
