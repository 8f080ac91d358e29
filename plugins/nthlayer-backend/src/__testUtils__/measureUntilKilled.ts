import { flushCompileCache } from 'node:module';
import knexFactory, { Knex } from 'knex';
import { MINUTE_MS } from '../durations';
import { crashLedger } from './crashLedger';

/**
 * A process of its own that ticks and back-fills without pause until somebody kills it. Its arguments are the
 * database's configuration as JSON and the time of its clock.
 */
async function measureUntilKilled(config: Knex.Config, nowMs: number) {
  const ledger = crashLedger(knexFactory(config));
  ledger.clock.nowMs = nowMs;
  const { signal } = new AbortController();
  process.send?.('measuring');
  for (;;) {
    await Promise.all([ledger.tick.run(signal), ledger.backfill.run(signal)]);
    ledger.clock.nowMs += MINUTE_MS;
    // for the next process: who is killed leaves nothing behind
    flushCompileCache();
  }
}

void measureUntilKilled(JSON.parse(process.argv[2]), Number(process.argv[3]));
