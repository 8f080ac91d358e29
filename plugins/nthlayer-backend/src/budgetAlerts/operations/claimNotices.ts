import { Knex } from 'knex';
import { BudgetNoticeRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';
import { ClaimedNotice, NoticeClaim } from '../BudgetAlertStore';

/** Notices that are due, oldest first. One that another process has taken meanwhile is left out. */
export async function claimNotices(
  knex: Knex,
  { nowMs, untilMs, limit }: NoticeClaim,
  fence: Lease | undefined,
): Promise<ClaimedNotice[]> {
  const due = await knex<BudgetNoticeRow>('budget_notices')
    .whereNull('settled_at_ms')
    .where('next_try_at_ms', '<=', nowMs)
    .orderBy(['created_at_ms', 'id'])
    .limit(limit);
  const claimed: ClaimedNotice[] = [];
  for (const row of due) {
    const taken = await fenced(knex, fence, tx =>
      tx<BudgetNoticeRow>('budget_notices')
        .where({ id: row.id, tries: row.tries })
        .whereNull('settled_at_ms')
        .update({ next_try_at_ms: untilMs, tries: row.tries + 1 }),
    );
    if (taken === 1) {
      const told: ClaimedNotice['told'] = JSON.parse(row.notice);
      claimed.push({ id: row.id, told, tries: row.tries });
    }
  }
  return claimed;
}
