import { Knex } from 'knex';
import { BudgetNoticeRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';
import { ClaimedNotice, NOTICE_WAYS, NoticeClaim } from '../BudgetAlertStore';
import { doneColumn } from './doneColumn';

/** Notices that are due, in their order. One that another process has taken meanwhile is left out. */
export async function claimNotices(
  knex: Knex,
  { nowMs, untilMs, limit }: NoticeClaim,
  fence: Lease | undefined,
): Promise<ClaimedNotice[]> {
  return fenced(knex, fence, async tx => {
    const isDue = () =>
      tx<BudgetNoticeRow>('budget_notices')
        .whereNull('settled_at_ms')
        .where('next_try_at_ms', '<=', nowMs);
    const due: string[] = await isDue()
      .orderBy(['rank', 'created_at_ms', 'id'])
      .limit(limit)
      .pluck('id');
    const rows = await isDue()
      .whereIn('id', due)
      .update({ next_try_at_ms: untilMs, tries: tx.raw('tries + 1') })
      .returning('*');
    return rows
      .sort((a, b) => due.indexOf(a.id) - due.indexOf(b.id))
      .map(toClaimed);
  });
}

function toClaimed(row: BudgetNoticeRow): ClaimedNotice {
  return {
    id: row.id,
    told: JSON.parse(row.notice),
    tries: row.tries - 1,
    done: NOTICE_WAYS.filter(way => row[doneColumn(way)] !== null),
  };
}
