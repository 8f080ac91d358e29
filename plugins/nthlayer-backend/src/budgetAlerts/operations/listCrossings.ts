import { NoticeLevel } from '@nthlayer/engine';
import { Knex } from 'knex';
import { BudgetCrossingRow } from '../../database/tables';
import { Crossing } from '../BudgetAlertStore';

/** More are looked for among all. */
const MOST_NAMED = 500;

/** Levels that some SLOs have reached and not left. There are far fewer of them than of SLOs. */
export async function listCrossings(
  knex: Knex,
  sloIds: ReadonlySet<number>,
): Promise<Crossing[]> {
  const query = knex<BudgetCrossingRow>('budget_crossings');
  if (sloIds.size <= MOST_NAMED) {
    query.whereIn('slo_id', [...sloIds]);
  }
  const rows = await query;
  return rows.filter(row => sloIds.has(row.slo_id)).map(toCrossing);
}

function toCrossing(row: BudgetCrossingRow): Crossing {
  return {
    sloId: row.slo_id,
    labelsHash: row.labels_hash,
    level: row.level as NoticeLevel,
    ...(row.period_ms !== null && { periodMs: Number(row.period_ms) }),
  };
}
