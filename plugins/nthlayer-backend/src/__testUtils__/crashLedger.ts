import { Knex } from 'knex';
import { BudgetAlerts } from '../budgetAlerts/BudgetAlerts';
import { MINUTE_MS } from '../durations';
import { countsOfTime } from './countsOfTime';
import { createLedger } from './createLedger';
import { serviceOf } from './examples';
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
