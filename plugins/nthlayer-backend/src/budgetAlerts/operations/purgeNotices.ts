import { Knex } from 'knex';
import { BudgetNoticeRow } from '../../database/tables';

/** Removes notices that were settled before; answers how many. */
export async function purgeNotices(
  knex: Knex,
  beforeMs: number,
): Promise<number> {
  return knex<BudgetNoticeRow>('budget_notices')
    .where('settled_at_ms', '<', beforeMs)
    .delete();
}
