import { setTimeout } from 'node:timers/promises';
import { cpuMsOf } from '../measures';
import { addHistory } from './addHistory';
import { KINDS } from './CounterServer';
import { HeapFigures, HeapOptions } from './HeapFigures';
import { addServices, openDatabase, openLedger } from './openLedger';
import { runMeasuring } from './runMeasuring';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
/** Requests may hold what they were about until their time-out is over, in real time. */
const SETTLED_AFTER_MS = 11_000;
const { signal } = new AbortController();

async function heapBytes(): Promise<number> {
  await setTimeout(SETTLED_AFTER_MS);
  global.gc?.();
  global.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function measure(
  { url, slos, hours, everyMinutes }: HeapOptions,
  file: string,
): Promise<HeapFigures> {
  const knex = await openDatabase(file);
  const ledger = openLedger(knex, url);
  const emptyBytes = await heapBytes();
  await addServices(ledger, slos / KINDS.length);
  await addHistory(ledger, knex, 0);
  let minute = 0;
  let ticks = 0;
  const tickUntil = async (endMinute: number) => {
    while (minute < endMinute) {
      minute += everyMinutes;
      ledger.clock.nowMs += everyMinutes * MINUTE_MS;
      await ledger.tick.run(signal);
      ticks += 1;
      if (minute % HOUR_MINUTES === 0) {
        await ledger.tiles.sealTiles(ledger.clock.nowMs);
        await ledger.tiles.purgeTiles(ledger.clock.nowMs);
      }
    }
  };
  const minutes = hours * HOUR_MINUTES;
  let quarterBytes = 0;
  const cpuMs = await cpuMsOf(async () => {
    await tickUntil(minutes / 4);
    quarterBytes = await heapBytes();
    await tickUntil(minutes);
  });
  const endBytes = await heapBytes();
  const active = await ledger.slos.listActive();
  const tiles = active.reduce(
    (sum, { progress: { watermarkMs, backfillOriginMs } }) =>
      sum + (watermarkMs - backfillOriginMs) / MINUTE_MS,
    0,
  );
  await knex.destroy();
  return { emptyBytes, quarterBytes, endBytes, ticks, tiles, cpuMs };
}

runMeasuring(measure);
