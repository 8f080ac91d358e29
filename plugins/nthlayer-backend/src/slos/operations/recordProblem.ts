import { DataSourceProblem } from '@nthlayer/engine';
import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { SliRevisionRow } from '../../database/tables';

/** Notes why SLI revisions could not be read; the first time of a run of failures is kept. */
export async function recordProblem(
  knex: Knex,
  sliRevisionIds: readonly number[],
  problem: DataSourceProblem,
  nowMs: number,
): Promise<void> {
  await inBatches(sliRevisionIds, 500, async batch => {
    await knex<SliRevisionRow>('sli_revisions')
      .whereIn('id', batch)
      .update({
        problem_code: problem.code,
        problem_message: problem.message,
        problem_since_ms: knex.raw('coalesce(problem_since_ms, ?)', [nowMs]),
      });
  });
}
