import { addHistory } from './addHistory';
import { KINDS } from './CounterServer';
import { MeasureOptions, TickFigures } from './LedgerFigures';
import { measureTicks, tickOf } from './measureTicks';
import { addServices, openDatabase, openLedger } from './openLedger';
import { runMeasuring } from './runMeasuring';
import { warmUpTicks } from './ticks';

/** A tick of an installation that has just begun: its budgets are those of minutes, and nearly all of them move. */
async function measure(
  options: MeasureOptions,
  file: string,
): Promise<TickFigures> {
  const knex = await openDatabase(file);
  const ledger = openLedger(knex, options.url);
  await addServices(ledger, options.slos / KINDS.length);
  await addHistory(ledger, knex, 0);
  for (let tick = 0; tick < warmUpTicks(options.slos); tick++) {
    await tickOf(ledger);
  }
  const figures = await measureTicks(ledger, knex, options);
  await knex.destroy();
  return figures;
}

runMeasuring(measure);
