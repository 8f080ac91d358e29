import { DataSourceProblem } from '@nthlayer/engine';
import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { UnreadableStretchRow } from '../../database/tables';
import { UnreadableStretch } from '../BackfillStore';

export async function listUnreadable(
  knex: Knex,
  sliRevisionIds: readonly number[],
): Promise<UnreadableStretch[]> {
  const stretches: UnreadableStretch[] = [];
  await inBatches(sliRevisionIds, 500, async batch => {
    const rows = await knex<UnreadableStretchRow>('unreadable_stretches')
      .whereIn('sli_revision_id', batch)
      .orderBy(['sli_revision_id', 'start_ms']);
    stretches.push(...rows.map(toStretch));
  });
  return stretches;
}

function toStretch(row: UnreadableStretchRow): UnreadableStretch {
  return {
    sliRevisionId: row.sli_revision_id,
    startMs: Number(row.start_ms),
    endMs: Number(row.end_ms),
    problem: {
      code: row.problem_code as DataSourceProblem['code'],
      message: row.problem_message,
    },
    givenUpAtMs: Number(row.given_up_at_ms),
  };
}
