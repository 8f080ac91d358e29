import { Knex } from 'knex';

/** How many notices are not settled. */
export async function countWaitingNotices(knex: Knex): Promise<number> {
  const [row] = await knex('budget_notices')
    .whereNull('settled_at_ms')
    .count({ waiting: '*' });
  return Number(row.waiting);
}
