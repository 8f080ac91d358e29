import { DataSourceProblem } from '@nthlayer/engine';
import { Knex } from 'knex';
import { touchProgress } from '../../cursors/touchProgress';
import { unfollow } from '../../cursors/unfollow';
import { inBatches } from '../../database/inBatches';
import { SliRevisionRow } from '../../database/tables';
import { checkFence } from '../../leases/checkFence';
import { ProblemTime } from '../SloStore';

const REVISIONS_PER_STATEMENT = 500;

/**
 * Notes why SLI revisions could not be read; the first time of a run of failures is kept, and what is noted already is
 * not written again.
 */
export async function recordProblem(
  knex: Knex,
  revisions: readonly number[],
  problem: DataSourceProblem,
  { nowMs, reader = 'tick', fence }: ProblemTime,
): Promise<void> {
  const prefix = reader === 'backfill' ? 'backfill_problem' : 'problem';
  const sliRevisionIds = await unnoted(knex, revisions, {
    [`${prefix}_code`]: problem.code,
    [`${prefix}_message`]: problem.message,
  });
  if (sliRevisionIds.length === 0) {
    return;
  }
  await knex.transaction(async tx => {
    await checkFence(tx, fence);
    await touchProgress(tx, sliRevisionIds);
    await inBatches(sliRevisionIds, REVISIONS_PER_STATEMENT, async batch => {
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

async function unnoted(
  knex: Knex,
  sliRevisionIds: readonly number[],
  noted: object,
): Promise<number[]> {
  const left = new Set(sliRevisionIds);
  await inBatches(sliRevisionIds, REVISIONS_PER_STATEMENT, async batch => {
    const ids: number[] = await knex<SliRevisionRow>('sli_revisions')
      .whereIn('id', batch)
      .where(noted)
      .pluck('id');
    ids.forEach(id => left.delete(id));
  });
  return [...left];
}
