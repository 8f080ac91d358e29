import { longestTurn } from '../measures';
import { RestartFigures, RestartOptions } from './LedgerFigures';
import { tickOf } from './measureTicks';
import { openDatabase, openLedger } from './openLedger';
import { runMeasuring } from './runMeasuring';

/** The longest turn of the main thread in the first tick of a process that finds a ledger. */
async function measure({
  url,
  file,
  nowMs,
}: RestartOptions): Promise<RestartFigures> {
  const knex = await openDatabase(file);
  const ledger = openLedger(knex, url);
  ledger.clock.nowMs = nowMs;
  // what loading 1,500 sources has left behind is no part of it
  global.gc?.();
  const restartBlockMs = await longestTurn(() => tickOf(ledger));
  await knex.destroy();
  return { restartBlockMs };
}

runMeasuring(measure);
