import { Knex } from 'knex';
import { watermark, withCursors } from '../../cursors/watermark';
import { DataProblem, HistoryTries, ReadingProgress } from '../SloStore';
import { ProgressRow, toProblem, toProgress, toTries } from './listActive';

/** How far an SLI revision has been read. */
export interface RevisionProgress {
  /** Whether it is read together with others, as far as its data source. */
  readonly follows: boolean;
  readonly progress: ReadingProgress;
  readonly problem?: DataProblem;
  readonly tries?: HistoryTries;
}

/** How far the SLI revisions of a data source have been read, by their ids; those that are equally far share it. */
export async function listProgress(
  knex: Knex,
  dataSource: string,
): Promise<ReadonlyMap<number, RevisionProgress>> {
  const rows: ProgressRow[] = await withCursors(knex('sli_revisions'))
    .where('sli_revisions.data_source', dataSource)
    .select(
      'sli_revisions.id',
      'follows',
      'backfill_from_ms',
      'backfill_reached_ms',
      'backfill_origin_ms',
      'problem_code',
      'problem_message',
      'problem_since_ms',
      'backfill_problem_code',
      'backfill_problem_message',
      'backfill_problem_since_ms',
      'backfill_tries',
      'backfill_tried_at_ms',
      'groups_version',
      'left_out_since_ms',
      { watermark_ms: watermark(knex) },
    );
  const shared = new Map<string, ReadingProgress>();
  return new Map(
    rows.map(row => {
      const own = toProgress(row);
      const key = Object.values(own).join();
      const progress = shared.get(key) ?? own;
      shared.set(key, progress);
      const problem = toProblem(row);
      const tries = toTries(row);
      const known = { follows: Boolean(row.follows), progress };
      return [
        row.id,
        { ...known, ...(problem && { problem }), ...(tries && { tries }) },
      ];
    }),
  );
}
