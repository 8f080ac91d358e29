import { Knex } from 'knex';
import { BudgetNoticeRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';
import { NoticeTry } from '../BudgetAlertStore';
import { doneColumn } from './doneColumn';

/** What is left of a notice is due again later. */
export async function postponeNotice(
  knex: Knex,
  id: string,
  {
    done,
    nowMs,
    againAtMs,
    fence,
  }: NoticeTry & { readonly fence: Lease | undefined },
): Promise<void> {
  const told = done.map(way => [doneColumn(way), nowMs]);
  await fenced(knex, fence, tx =>
    tx<BudgetNoticeRow>('budget_notices')
      .where({ id })
      .whereNull('settled_at_ms')
      .update({ next_try_at_ms: againAtMs, ...Object.fromEntries(told) }),
  );
}
