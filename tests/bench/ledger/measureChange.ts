import { longestTurn, median } from '../measures';
import { addHistory } from './addHistory';
import { BenchLedger, backendSource } from './backendSource';
import { KINDS, serviceName } from './CounterServer';
import { ChangeFigures, MeasureOptions, RestartFigures } from './LedgerFigures';
import { runApart } from './measureApart';
import { tickOf } from './measureTicks';
import {
  addServices,
  HISTORY_DAYS,
  openDatabase,
  openLedger,
  plainSlos,
} from './openLedger';
import { runMeasuring } from './runMeasuring';
import { measuredRestarts, warmUpTicks } from './ticks';

const MINUTE_MS = 60_000;
/** How often each change is made. */
const ROUNDS = 5;

/** Another objective is another version. */
async function saveService(
  ledger: BenchLedger,
  service: number,
  objective: number = 0.999,
): Promise<void> {
  const name = serviceName(service);
  const slos = plainSlos(name).map(slo => ({ ...slo, objective }));
  await ledger.add(backendSource().exampleSpec(name, { slos }));
}

/** The longest turns of the main thread outside the steady tick: in the one after a change of the catalog, and in the first of other processes. */
async function measure(
  { url, slos }: MeasureOptions,
  file: string,
): Promise<ChangeFigures> {
  const knex = await openDatabase(file);
  const ledger = openLedger(knex, url);
  const services = slos / KINDS.length;
  // the server has as many; what is added later is there from the beginning
  await addServices(ledger, services - ROUNDS);
  await addHistory(ledger, knex, HISTORY_DAYS);
  for (let tick = 0; tick < warmUpTicks(slos); tick++) {
    await tickOf(ledger);
  }
  const after = async (change: Promise<void>) => {
    await change;
    return longestTurn(() => tickOf(ledger));
  };
  const added: number[] = [];
  const edited: number[] = [];
  const removed: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const service = services - ROUNDS + round;
    added.push(await after(saveService(ledger, service)));
    const objective = 0.998 - round / 1000;
    edited.push(await after(saveService(ledger, 0, objective)));
    const refs = [`component:default/${serviceName(round + 1)}`];
    const { nowMs } = ledger.clock;
    removed.push(await after(ledger.services.deleteServices(refs, nowMs)));
  }
  await knex.destroy();
  const { nowMs } = ledger.clock;
  const restarts: number[] = [];
  for (let restart = 0; restart < measuredRestarts(slos); restart++) {
    const { restartBlockMs } = await runApart<RestartFigures>(
      'measureRestart.ts',
      { url, file, nowMs: nowMs + restart * MINUTE_MS },
    );
    restarts.push(restartBlockMs);
  }
  return {
    changeMs: Math.max(median(added), median(edited), median(removed)),
    worstChangeMs: Math.max(...added, ...edited, ...removed),
    restartBlockMs: median(restarts),
    worstRestartMs: Math.max(...restarts),
  };
}

runMeasuring(measure);
