import { Knex } from 'knex';
import { BudgetAlerts } from '../budgetAlerts/BudgetAlerts';
import { MINUTE_MS } from '../durations';
import { countsOfTime } from './countsOfTime';
import { createLedger } from './createLedger';
import { exampleSlo, exampleSpec, serviceOf } from './examples';
import { Counts } from './FakeDataSource';

/** The service whose budget is spent and comes back, again and again. */
export const SPENDER = 'spender';
const SPENDING_MS = 4 * MINUTE_MS;
const CYCLE_MS = 2 * SPENDING_MS;

/** For four minutes all events of the spender are bad, and for four minutes none. */
const counts: Counts = (atMs, sli) => {
  if (serviceOf(sli) !== SPENDER) {
    return countsOfTime(atMs, sli);
  }
  return { bad: atMs % CYCLE_MS < SPENDING_MS ? 100 : 0, total: 100 };
};

/** What is killed again and again, and who looks at it after. */
export function crashLedger(knex: Knex, historyMs?: number) {
  const budgetAlerts = { enabled: true, thresholds: [95], burn: false };
  const ledger = createLedger(knex, {
    historyMs,
    alerts: parts => BudgetAlerts.create({ ...parts, budgetAlerts }),
  });
  ledger.source().counts = counts;
  return ledger;
}

/** A service of which nothing old is to be read, so that it is told of from the first tick on. */
export async function addSpender(knex: Knex): Promise<number> {
  const window = { type: 'rolling', durationMs: 2 * MINUTE_MS } as const;
  const slo = exampleSlo(SPENDER, { objective: 0.9, window });
  const spec = exampleSpec(SPENDER, { slos: [slo] });
  const ledger = crashLedger(knex, 0);
  await ledger.add(spec);
  const entityRefs = [spec.entityRef];
  const [{ sloId }] = await ledger.slos.listActive({ entityRefs });
  await knex('sli_revisions')
    .where('slo_id', sloId)
    .update({ backfill_reached_ms: knex.ref('backfill_from_ms') });
  return sloId;
}

/** When the levels were reached that notices tell. */
export async function timesTold(knex: Knex): Promise<number[]> {
  const notices = await knex('budget_notices').orderBy('created_at_ms');
  return notices.map(row => Number(row.created_at_ms));
}
