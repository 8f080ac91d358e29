import { Knex } from 'knex';
import { BudgetNoticeRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';

/** A notice is due again later. */
export async function postponeNotice(
  knex: Knex,
  id: string,
  { atMs, fence }: { atMs: number; fence: Lease | undefined },
): Promise<void> {
  await fenced(knex, fence, tx =>
    tx<BudgetNoticeRow>('budget_notices')
      .where({ id })
      .whereNull('settled_at_ms')
      .update({ next_try_at_ms: atMs }),
  );
}
