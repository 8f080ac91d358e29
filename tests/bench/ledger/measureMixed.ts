import { addHistory } from './addHistory';
import { countStatements } from './countStatements';
import { KINDS } from './CounterServer';
import { MeasureOptions, MixedFigures } from './LedgerFigures';
import { measureTicks, tickOf } from './measureTicks';
import { splitHistory } from './mixedServices';
import {
  addServices,
  HISTORY_DAYS,
  openDatabase,
  openLedger,
} from './openLedger';
import { runMeasuring } from './runMeasuring';
import { WARM_UP_TICKS } from './warmUp';

/** A tick of SLOs of all sorts, with notices. */
async function measure(
  options: MeasureOptions,
  file: string,
): Promise<MixedFigures> {
  const knex = await openDatabase(file);
  const ledger = openLedger(knex, options.url, { isMixed: true });
  await addServices(ledger, options.slos / KINDS.length, { isMixed: true });
  await addHistory(ledger, knex, HISTORY_DAYS);
  await splitHistory(knex);
  for (let tick = 0; tick < WARM_UP_TICKS; tick++) {
    await tickOf(ledger);
  }
  const counted = countStatements(knex);
  const { transactions } = await counted(() => tickOf(ledger));
  const figures = await measureTicks(ledger, knex, options);
  await knex.destroy();
  return { ...figures, transactions };
}

runMeasuring(measure);
