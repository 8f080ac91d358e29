import { Knex } from 'knex';
import { cpuMs, cpuMsOf, median } from '../measures';
import { BenchLedger } from './backendSource';
import { KINDS } from './CounterServer';
import { TickFigures } from './LedgerFigures';
import { openWritingFloor, writtenBytes } from './writingFloor';

const MINUTE_MS = 60_000;
const { signal } = new AbortController();

/** The next tick, or one that has more to read. */
export async function tickOf(
  { clock, tick }: BenchLedger,
  minutesLater: number = 1,
): Promise<void> {
  clock.nowMs += minutesLater * MINUTE_MS;
  await tick.run(signal);
}

/** Asks the server what a tick asks it. Answers what reads the answers as JSON and does no more. */
async function openParseFloor(url: string, endMs: number): Promise<() => void> {
  const replies: string[] = [];
  for (const kind of KINDS) {
    const form = new URLSearchParams({
      query: kind,
      start: String(endMs / 1000),
      end: String(endMs / 1000),
      step: '60',
    });
    const reply = await fetch(`${url}/api/v1/query_range`, {
      method: 'POST',
      body: form,
    });
    replies.push(await reply.text());
  }
  return () => replies.forEach(text => JSON.parse(text));
}

/** What ticks cost beside their floor, which is measured in turns with them: what else the machine does is in both. */
export async function measureTicks(
  ledger: BenchLedger,
  knex: Knex,
  { url, ticks }: { url: string; ticks: number },
): Promise<TickFigures> {
  const written = await writtenBytes(knex, () => tickOf(ledger));
  const parse = await openParseFloor(url, ledger.clock.nowMs - MINUTE_MS);
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
  return {
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
