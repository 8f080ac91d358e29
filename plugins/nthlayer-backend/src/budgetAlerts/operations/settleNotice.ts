import { Knex } from 'knex';
import { BudgetNoticeRow } from '../../database/tables';
import { NoticeOutcome } from '../BudgetAlertStore';

/** Nothing more is to be done for a notice. */
export async function settleNotice(
  knex: Knex,
  id: string,
  { outcome, nowMs }: { outcome: NoticeOutcome; nowMs: number },
): Promise<void> {
  await knex<BudgetNoticeRow>('budget_notices')
    .where({ id })
    .update({ settled_at_ms: nowMs, outcome });
}
