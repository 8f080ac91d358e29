import { Knex } from 'knex';
import { BudgetNoticeRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';

/** Removes notices that were settled before; answers how many. */
export async function purgeNotices(
  knex: Knex,
  beforeMs: number,
  fence: Lease | undefined,
): Promise<number> {
  return fenced(knex, fence, tx =>
    tx<BudgetNoticeRow>('budget_notices')
      .where('settled_at_ms', '<', beforeMs)
      .delete(),
  );
}
