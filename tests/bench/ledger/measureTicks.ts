import { Knex } from 'knex';
import { cpuMs, cpuMsOf, longestTurn, median } from '../measures';
import { BenchLedger } from './backendSource';
import { countStatements } from './countStatements';
import { TickFigures } from './LedgerFigures';
import { openWritingFloor, writtenBytes } from './writingFloor';

const MINUTE_MS = 60_000;
/** Of which the longest turn is looked for. */
const BLOCK_TICKS = 11;
const { signal } = new AbortController();

/** The next tick, or one that has more to read. */
export async function tickOf(
  { clock, tick }: BenchLedger,
  minutesLater: number = 1,
): Promise<void> {
  clock.nowMs += minutesLater * MINUTE_MS;
  await tick.run(signal);
}

/** Answers what reads the replies that the last tick got as JSON and does no more. */
async function openParseFloor(url: string): Promise<() => void> {
  const reply = await fetch(`${url}/replies`);
  const replies: string[] = JSON.parse(await reply.text());
  return () => replies.forEach(text => JSON.parse(text));
}

/** What ticks cost beside their floor, which is measured in turns with them: what else the machine does is in both. */
export async function measureTicks(
  ledger: BenchLedger,
  knex: Knex,
  { url, ticks }: { url: string; ticks: number },
): Promise<TickFigures> {
  const counted = countStatements(knex);
  const { transactions } = await counted(() => tickOf(ledger));
  const written = await writtenBytes(knex, () => tickOf(ledger));
  const parse = await openParseFloor(url);
  const write = await openWritingFloor(knex, written);
  const costs: number[] = [];
  const parses: number[] = [];
  const writes: number[] = [];
  for (let tick = 0; tick < ticks; tick++) {
    costs.push(await cpuMsOf(() => tickOf(ledger)));
    parses.push(cpuMs(parse));
    writes.push(await cpuMsOf(write));
  }
  await knex.schema.dropTable('bench_floor');
  const blocks: number[] = [];
  for (let tick = 0; tick < BLOCK_TICKS; tick++) {
    blocks.push(await longestTurn(() => tickOf(ledger)));
  }
  return {
    transactions,
    blockMs: Math.max(...blocks),
    tickMs: median(costs),
    meanTickMs: costs.reduce((sum, cost) => sum + cost, 0) / costs.length,
    parseMs: median(parses),
    writeMs: median(writes),
    floors: median(
      costs.map((cost, turn) => cost / (parses[turn] + writes[turn])),
    ),
    writtenBytes: written.reduce((sum, { length }) => sum + length, 0),
  };
}
