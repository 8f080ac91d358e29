import { PrometheusDataSource } from '@nthlayer/prometheus';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import knexFactory, { Knex } from 'knex';
import { BenchLedger, backendSource } from './backendSource';
import { KINDS, serviceName } from './CounterServer';
import { LedgerFigures, MeasureOptions } from './LedgerFigures';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WARM_UP_TICKS = 4;
/** So much at least is there when stored bytes are counted; read by the quarter, as after a short gap. */
const SEALED_HOURS = 12;
const { signal } = new AbortController();

/** CPU milliseconds of this process, all threads. */
async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Milliseconds for which nothing else could run, at most. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

/** Time-outs of readings hold what was read until they are over, in real time. */
const LONGEST_TIMEOUT_MS = 41_000;

async function heapBytes(waitMs: number): Promise<number> {
  await setTimeout(waitMs);
  global.gc?.();
  global.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Asks the server what a tick asks it, and measures reading its answers as JSON and no more. */
async function parseFloor(url: string, endMs: number): Promise<number> {
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
  const costs: number[] = [];
  for (let turn = 0; turn < 11; turn++) {
    costs.push(await cpuMs(() => replies.forEach(text => JSON.parse(text))));
  }
  return median(costs);
}

async function addServices(
  ledger: BenchLedger,
  knex: Knex,
  services: number,
): Promise<void> {
  const { exampleSpec } = backendSource();
  for (let service = 0; service < services; service++) {
    const name = serviceName(service);
    const matchers = [{ label: 'service', op: '=', value: name }];
    const slos = KINDS.map(kind => ({
      name: kind,
      displayName: kind,
      description: '',
      objective: 0.999,
      window: { type: 'rolling', durationMs: 30 * 24 * HOUR_MS },
      method: 'Occurrences',
      noData: 'ignore',
      sli: {
        kind: 'ratio',
        total: { metric: `${kind}_total`, matchers },
        bad: { metric: `${kind}_bad_total`, matchers },
        groupBy: [],
      },
    }));
    await ledger.add(exampleSpec(name, { slos }));
  }
  await knex('sli_revisions').update({
    backfill_reached_ms: knex.ref('backfill_from_ms'),
  });
}

/** Counts what the ledger sends to its database. */
function countStatements(knex: Knex) {
  const counts = { transactions: 0, ofTiles: 0 };
  knex.on('query', ({ sql }: { sql: string }) => {
    if (/^BEGIN/i.test(sql)) {
      counts.transactions += 1;
    } else if (sql.includes('tile_')) {
      counts.ofTiles += 1;
    }
  });
  return async (work: () => Promise<unknown>) => {
    const before = { ...counts };
    await work();
    return {
      transactions: counts.transactions - before.transactions,
      ofTiles: counts.ofTiles - before.ofTiles,
    };
  };
}

async function storedBytes(knex: Knex): Promise<number> {
  const [{ bytes }] = await knex('tile_chunks').sum({
    bytes: knex.raw('length(tiles)'),
  });
  return Number(bytes);
}

async function measure(
  { url, slos, ticks, hours }: MeasureOptions,
  file: string,
): Promise<LedgerFigures> {
  const { createLedger, migrateDatabase } = backendSource();
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
  });
  await knex.raw('pragma journal_mode = wal');
  await migrateDatabase(knex);
  const open = () =>
    createLedger(knex, {
      historyMs: HOUR_MS,
      source: PrometheusDataSource.create({
        id: 'main',
        url,
        scrapeIntervalMs: 15_000,
      }),
    });
  const ledger = open();
  const heapEmpty = await heapBytes(0);
  await addServices(ledger, knex, slos / KINDS.length);
  const tickOf = async (of: BenchLedger, minutesLater: number = 1) => {
    of.clock.nowMs += minutesLater * MINUTE_MS;
    await of.tick.run(signal);
  };
  for (let tick = 0; tick < WARM_UP_TICKS; tick++) {
    await tickOf(ledger);
  }
  const take = async () => {
    const reply = await fetch(`${url}/queries`);
    return Number(await reply.text());
  };
  const counted = countStatements(knex);
  await take();
  const { transactions } = await counted(() => tickOf(ledger));
  const queries = await take();

  const floorMs = await parseFloor(url, ledger.clock.nowMs - MINUTE_MS);
  const costs: number[] = [];
  for (let tick = 0; tick < ticks; tick++) {
    costs.push(await cpuMs(() => tickOf(ledger)));
  }
  const idleMs = await longestBlock(() => setTimeout(500));
  const blocks: number[] = [];
  for (let tick = 0; tick < 3; tick++) {
    blocks.push(await longestBlock(() => tickOf(ledger)));
  }

  const heapBefore = hours > 0 ? await heapBytes(LONGEST_TIMEOUT_MS) : null;
  for (let minute = 0; minute < hours * 60; minute++) {
    await tickOf(ledger);
    if (minute % 60 === 0) {
      await ledger.tiles.sealTiles(ledger.clock.nowMs);
    }
  }
  const heapAfter = await heapBytes(hours > 0 ? LONGEST_TIMEOUT_MS : 0);

  await take();
  const restarted = open();
  restarted.clock.nowMs = ledger.clock.nowMs;
  let restartMs = await cpuMs(() => tickOf(restarted));
  const restartQueries = await take();
  restartMs -= median(costs);

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
  const bytes = await storedBytes(knex);
  const [active] = await restarted.slos.listActive({ sloIds: [1] });
  const history = await counted(() => restarted.history.read(active));
  await knex.raw('pragma wal_checkpoint(truncate)');
  await knex.destroy();
  return {
    slos,
    queries,
    transactions,
    tickMs: median(costs),
    floorMs,
    blockMs: Math.max(0, median(blocks) - idleMs),
    heapGrowth: heapBefore === null ? null : heapAfter / heapBefore - 1,
    heapBytesPerSlo: (heapAfter - heapEmpty) / slos,
    bytesPerPair: bytes / pairs,
    fileBytes: statSync(file).size,
    restartQueries,
    restartMs,
    historyStatements: history.ofTiles,
    minutes: minutes / slos,
  };
}

async function main(): Promise<void> {
  const options: MeasureOptions = JSON.parse(process.argv[2]);
  const folder = mkdtempSync(join(tmpdir(), 'nthlayer-bench-'));
  try {
    const figures = await measure(options, join(folder, 'ledger.sqlite'));
    process.stdout.write(JSON.stringify(figures));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
