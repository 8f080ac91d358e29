import { Knex } from 'knex';
import { BudgetNoticeRow } from '../../database/tables';

/** A notice is due again later. */
export async function postponeNotice(
  knex: Knex,
  id: string,
  atMs: number,
): Promise<void> {
  await knex<BudgetNoticeRow>('budget_notices')
    .where({ id })
    .whereNull('settled_at_ms')
    .update({ next_try_at_ms: atMs });
}
