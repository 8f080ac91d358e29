import { Knex } from 'knex';
import { BudgetNoticeRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';
import { NoticeOutcome } from '../BudgetAlertStore';

/** Nothing more is to be done for a notice. */
export async function settleNotice(
  knex: Knex,
  id: string,
  {
    outcome,
    nowMs,
    fence,
  }: { outcome: NoticeOutcome; nowMs: number; fence: Lease | undefined },
): Promise<void> {
  await fenced(knex, fence, tx =>
    tx<BudgetNoticeRow>('budget_notices')
      .where({ id })
      .update({ settled_at_ms: nowMs, outcome }),
  );
}
