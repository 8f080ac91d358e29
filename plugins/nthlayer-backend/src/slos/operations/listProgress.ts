import { Knex } from 'knex';
import { watermark, withCursors } from '../../cursors/watermark';
import { startPausing } from '../../startPausing';
import { CommonValues } from '../CommonValues';
import { MovingProgress } from '../MovingProgress';
import { DataProblem, HistoryTries } from '../SloStore';
import { ProgressRow, toProblem, toProgress, toTries } from './listActive';

const ROWS_PER_STATEMENT = 500;

/** How far an SLI revision has been read. */
export interface RevisionProgress {
  /** Whether it is read together with others, as far as its data source. */
  readonly follows: boolean;
  /** Shared with those that are equally far; one that follows shares it with none that does not. */
  readonly progress: MovingProgress;
  readonly problem?: DataProblem;
  readonly tries?: HistoryTries;
}

/** How far the SLI revisions of a data source have been read, by their ids. */
export async function listProgress(
  knex: Knex,
  dataSource: string,
): Promise<ReadonlyMap<number, RevisionProgress>> {
  const ofFollowers = new CommonValues();
  const ofOthers = new CommonValues();
  const all = new Map<number, RevisionProgress>();
  const pause = startPausing();
  let after = 0;
  for (;;) {
    const rows = await readPage(knex, dataSource, after);
    for (const row of rows) {
      const follows = Boolean(row.follows);
      const values = follows ? ofFollowers : ofOthers;
      const progress = values.progress(toProgress(row));
      const problem = toProblem(row);
      const tries = toTries(row);
      all.set(row.id, {
        ...{ follows, progress },
        ...(problem && { problem }),
        ...(tries && { tries }),
      });
      after = row.id;
    }
    if (rows.length < ROWS_PER_STATEMENT) {
      return all;
    }
    await pause();
  }
}

async function readPage(
  knex: Knex,
  dataSource: string,
  after: number,
): Promise<ProgressRow[]> {
  return withCursors(knex('sli_revisions'))
    .where('sli_revisions.data_source', dataSource)
    .where('sli_revisions.id', '>', after)
    .orderBy('sli_revisions.id')
    .limit(ROWS_PER_STATEMENT)
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
}
