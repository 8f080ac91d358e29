import { Knex } from 'knex';
import { cpuMsOf } from '../measures';
import { addHistory } from './addHistory';
import { countStatements } from './countStatements';
import { KINDS } from './CounterServer';
import { LedgerFigures, MeasureOptions } from './LedgerFigures';
import { measureTicks, tickOf } from './measureTicks';
import {
  addServices,
  HISTORY_DAYS,
  openDatabase,
  openLedger,
} from './openLedger';
import { runMeasuring } from './runMeasuring';
import { warmUpTicks } from './ticks';

const HOUR_MS = 3_600_000;
/** So much at least is there when stored bytes are counted; read by the quarter, as after a short gap. */
const SEALED_HOURS = 12;

async function storedBytes(knex: Knex): Promise<number> {
  const [{ bytes }] = await knex('tile_chunks').sum({
    bytes: knex.raw('length(tiles)'),
  });
  return Number(bytes);
}

async function measure(
  { url, slos, ticks }: MeasureOptions,
  file: string,
): Promise<LedgerFigures> {
  const knex = await openDatabase(file);
  const open = () => openLedger(knex, url);
  const ledger = open();
  await addServices(ledger, slos / KINDS.length);
  await addHistory(ledger, knex, HISTORY_DAYS);
  const historyBytes = await storedBytes(knex);
  for (let tick = 0; tick < warmUpTicks(slos); tick++) {
    await tickOf(ledger);
  }
  const take = async () => {
    const reply = await fetch(`${url}/queries`);
    return Number(await reply.text());
  };
  const counted = countStatements(knex);
  await take();
  await tickOf(ledger);
  const queries = await take();

  const figures = await measureTicks(ledger, knex, { url, ticks });
  await take();
  const restarted = open();
  restarted.clock.nowMs = ledger.clock.nowMs;
  let restartMs = await cpuMsOf(() => tickOf(restarted));
  const restartQueries = await take();
  restartMs -= figures.tickMs;

  for (let quarter = 0; quarter < 4 * SEALED_HOURS; quarter++) {
    await tickOf(restarted, 15);
  }
  await restarted.tiles.sealTiles(restarted.clock.nowMs + 2 * HOUR_MS);
  const [{ tiles }] = await knex('sli_revisions')
    .join('reading_cursors', {
      'reading_cursors.data_source': 'sli_revisions.data_source',
    })
    .sum({
      tiles: knex.raw(
        '(reading_cursors.watermark_ms - backfill_origin_ms) / 60000',
      ),
    });
  const minutes = Number(tiles);
  const pairs = minutes + Math.ceil(minutes / 5) + Math.ceil(minutes / 60);
  const bytes = (await storedBytes(knex)) - historyBytes;
  const [active] = await restarted.slos.listActive({ sloIds: [1] });
  const history = await counted(() => restarted.history.read(active));
  await knex.destroy();
  return {
    slos,
    queries,
    ...figures,
    bytesPerPair: bytes / pairs,
    restartQueries,
    restartMs,
    historyStatements: history.ofTiles,
  };
}

runMeasuring(measure);
