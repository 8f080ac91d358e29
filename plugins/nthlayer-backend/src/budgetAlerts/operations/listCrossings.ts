import { NoticeLevel } from '@nthlayer/engine';
import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { BudgetCrossingRow } from '../../database/tables';
import { Crossing } from '../BudgetAlertStore';

/** Levels that some SLOs have reached and not left. */
export async function listCrossings(
  knex: Knex,
  sloIds: readonly number[],
): Promise<Crossing[]> {
  const crossings: Crossing[] = [];
  await inBatches(sloIds, 500, async batch => {
    const rows = await knex<BudgetCrossingRow>('budget_crossings').whereIn(
      'slo_id',
      batch,
    );
    crossings.push(...rows.map(toCrossing));
  });
  return crossings;
}

function toCrossing(row: BudgetCrossingRow): Crossing {
  return {
    sloId: row.slo_id,
    labelsHash: row.labels_hash,
    level: row.level as NoticeLevel,
    ...(row.period_ms !== null && { periodMs: Number(row.period_ms) }),
  };
}
