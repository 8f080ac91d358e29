import { addHistory } from './addHistory';
import { KINDS } from './CounterServer';
import { MixOptions, TickFigures } from './LedgerFigures';
import { measureTicks, tickOf } from './measureTicks';
import { splitHistory } from './mixedServices';
import {
  addServices,
  HISTORY_DAYS,
  openDatabase,
  openLedger,
} from './openLedger';
import { runMeasuring } from './runMeasuring';
import { warmUpTicks } from './ticks';

/** A tick of SLOs some of which are of these sorts. */
async function measure(
  options: MixOptions,
  file: string,
): Promise<TickFigures> {
  const { sorts, slos, url } = options;
  const knex = await openDatabase(file);
  const ledger = openLedger(knex, url, sorts);
  await addServices(ledger, slos / KINDS.length, sorts);
  await addHistory(ledger, knex, HISTORY_DAYS);
  await splitHistory(knex);
  for (let tick = 0; tick < warmUpTicks(slos); tick++) {
    await tickOf(ledger);
  }
  const figures = await measureTicks(ledger, knex, options);
  await knex.destroy();
  return figures;
}

runMeasuring(measure);
