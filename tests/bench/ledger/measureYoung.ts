import { cpuMsOf, median } from '../measures';
import { addHistory } from './addHistory';
import { KINDS } from './CounterServer';
import { MeasureOptions, YoungFigures } from './LedgerFigures';
import { addServices, openDatabase, openLedger } from './openLedger';
import { runMeasuring } from './runMeasuring';
import { WARM_UP_TICKS } from './warmUp';

const MINUTE_MS = 60_000;
const { signal } = new AbortController();

/** A tick of an installation that has just begun: its budgets are those of minutes, and nearly all of them move. */
async function measure(
  { url, slos, ticks }: MeasureOptions,
  file: string,
): Promise<YoungFigures> {
  const knex = await openDatabase(file);
  const ledger = openLedger(knex, url);
  await addServices(ledger, slos / KINDS.length);
  await addHistory(ledger, knex, 0);
  const costs: number[] = [];
  for (let tick = 0; tick < WARM_UP_TICKS + ticks; tick++) {
    ledger.clock.nowMs += MINUTE_MS;
    costs.push(await cpuMsOf(() => ledger.tick.run(signal)));
  }
  await knex.destroy();
  return { youngTickMs: median(costs.slice(WARM_UP_TICKS)) };
}

runMeasuring(measure);
