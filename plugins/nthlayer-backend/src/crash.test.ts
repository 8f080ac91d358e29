import { TestDatabaseId } from '@backstage/backend-test-utils';
import { CompositeSli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import knexFactory, { Knex } from 'knex';
import { countsOfTime } from './__testUtils__/countsOfTime';
import {
  addSpender,
  crashLedger,
  SPENDER,
  timesTold,
} from './__testUtils__/crashLedger';
import { createDatabase, databases } from './__testUtils__/databases';
import { exampleSpec, exampleSlo } from './__testUtils__/examples';
import { StatusFigures } from './statuses/StatusFigures';
import { parseIdentities, printIdentities } from './statuses/StatusIdentity';
import { statusShardOf } from './statuses/StatusMemory';
import { logStatuses, timesExhausted } from './__testUtils__/logStatuses';
import { migrateDatabase } from './database/migrateDatabase';
import { DAY_MS, HOUR_MS, MINUTE_MS, floorTo } from './durations';
import { HourSums } from './tiles/TileStore';

/** Of each database, so that a run has 200. Each costs the start of a process. */
const KILLS = Number(process.env.NTHLAYER_KILLS ?? 100);
const LONGEST_LIFE_MS = 60;
const MORE_KILLS = 6;
/** After so many there is another service, so that there is history to be read. */
const KILLS_PER_SERVICE = 5;

jest.setTimeout(60_000 + KILLS * 5_000);
const { signal } = new AbortController();
const directory = mkdtempSync(join(tmpdir(), 'nthlayer-crash-'));
const DRIVERS = ['better-sqlite3', 'pg'];
const OTHER_DRIVERS = [
  ...['libsql', 'mariadb/callback', 'mysql', 'mysql2', 'oracledb'],
  ...['pg-query-stream', 'sqlite3', 'tedious'],
];
const program = join(directory, 'measureUntilKilled.js');

beforeAll(() => {
  // in one file without what is not used, which starts in a quarter of the time that 1,300 take
  const drivers = DRIVERS.map(name => [name, require.resolve(name)]);
  buildSync({
    entryPoints: [join(__dirname, '__testUtils__', 'measureUntilKilled.ts')],
    outfile: program,
    bundle: true,
    minify: true,
    platform: 'node',
    alias: Object.fromEntries(drivers),
    external: [...drivers.map(([, path]) => path), ...OTHER_DRIVERS],
  });
});

afterAll(() => rmSync(directory, { recursive: true }));

/** It counts what its only member counts. */
const ofLatency: CompositeSli = {
  kind: 'composite',
  formula: 'sum',
  members: [{ slo: 'latency', weight: 1 }],
  groupBy: [],
};

/** A database that another process can open too. */
async function openShared(
  id: TestDatabaseId,
): Promise<{ knex: Knex; config: Knex.Config }> {
  if (id !== 'SQLITE_3') {
    const knex = await createDatabase(id);
    const { client, connection } = knex.client.config;
    return { knex, config: { client, connection } };
  }
  const config = {
    client: 'better-sqlite3',
    connection: { filename: join(directory, 'ledger.sqlite') },
    useNullAsDefault: true,
  };
  const knex = knexFactory(config);
  await migrateDatabase(knex);
  return { knex, config };
}

async function measureAndKill(config: Knex.Config, nowMs: number, ms: number) {
  const child = fork(program, [JSON.stringify(config), String(nowMs)], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(directory, 'compiled') },
  });
  await once(child, 'message');
  await setTimeout(ms);
  expect(child.exitCode).toBeNull();
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** What every hour adds up to, of which something is known. */
function expectedHours(startMs: number, endMs: number): HourSums[] {
  const { sli } = exampleSlo('a');
  const hours = new Map<number, HourSums>();
  for (let at = startMs; at < endMs; at += MINUTE_MS) {
    const hourMs = floorTo(at, HOUR_MS);
    const hour = hours.get(hourMs) ?? NOTHING;
    const tile = countsOfTime(at, sli);
    if (tile) {
      hours.set(hourMs, {
        hourMs,
        bad: hour.bad + tile.bad,
        total: hour.total + tile.total,
        knownTiles: hour.knownTiles + 1,
      });
    }
  }
  return [...hours.values()];
}

const NOTHING = { bad: 0, total: 0, knownTiles: 0 };

const NO_IDENTITIES = printIdentities([]);
const SPENDER_REF = `component:default/${SPENDER}`;

/**
 * What follows from the spender's status is there when the status is, and only then. Asked in one statement: the database
 * may still be at the last one of who was killed.
 */
async function expectWhole(knex: Knex, sloId: number): Promise<void> {
  const row = await knex('slos')
    .join('portfolio', 'portfolio.entity_ref', 'slos.entity_ref')
    .leftJoin('status_shards', clause =>
      clause.onVal('status_shards.shard', statusShardOf(sloId)),
    )
    .leftJoin('status_figures', clause =>
      clause.onVal('status_figures.shard', statusShardOf(sloId)),
    )
    .leftJoin('budget_crossings', 'budget_crossings.slo_id', 'slos.id')
    .where('slos.id', sloId)
    .first('identities', 'figures', 'budget_crossings.level', {
      entryState: 'portfolio.state',
      worst: 'portfolio.worst_remaining',
    });
  const identities = parseIdentities(row.identities ?? NO_IDENTITIES);
  const at = identities.findIndex(identity => identity.sloId === sloId);
  const status =
    at < 0
      ? undefined
      : StatusFigures.unpack(row.figures).status(at, identities[at]);
  expect(row.entryState).toBe(status?.state ?? 'unknown');
  expect(row.worst).toBe(status?.remaining ?? null);
  expect(row.level).toBe(status?.state === 'exhausted' ? 'budget-95' : null);
}

/**
 * How long the process lives before it is killed: another time each, the first ones soon after each other. Where none
 * lived long enough for a tick, on a busy machine, more follow that live longer.
 */
function lifeOf(kill: number): number {
  const longer = kill < KILLS ? 1 : 2 ** (kill - KILLS + 1);
  return longer * (15 + ((kill * 37) % LONGEST_LIFE_MS));
}

describe.each(databases.eachSupportedId())('kill -9 on %s', id => {
  it('loses no tile and no notice, and counts and tells none twice', async () => {
    const { knex, config } = await openShared(id);
    const ledger = crashLedger(knex, 30 * DAY_MS);
    const latency = exampleSlo('a', { name: 'latency' });
    const journey = exampleSlo('a', { name: 'journey', sli: ofLatency });
    const slos = [exampleSlo('a'), latency, journey];
    await ledger.add(exampleSpec('a', { slos }));
    const spenderId = await addSpender(knex);
    await logStatuses(knex);
    const reached: number[] = [];
    const names = ['a'];
    let [cut] = await ledger.slos.listActive();
    const hasTicked = () =>
      cut.progress.watermarkMs > cut.progress.backfillOriginMs;
    for (
      let kill = 0;
      kill < KILLS || (kill < KILLS + MORE_KILLS && !hasTicked());
      kill++
    ) {
      reached.push(cut.progress.backfillReachedMs);
      const nowMs = cut.progress.watermarkMs + 2 * MINUTE_MS;
      await measureAndKill(config, nowMs, lifeOf(kill));
      await expectWhole(knex, spenderId);
      if (kill % KILLS_PER_SERVICE === KILLS_PER_SERVICE - 1) {
        names.push(`a${names.length}`);
        ledger.clock.nowMs = nowMs;
        await ledger.add(exampleSpec(names.at(-1)!));
      }
      [cut] = await ledger.slos.listActive();
    }
    expect(reached[1]).toBeGreaterThan(cut.progress.backfillFromMs);
    expect(hasTicked()).toBe(true);

    ledger.clock.nowMs = cut.progress.watermarkMs + 5 * MINUTE_MS;
    await ledger.backfill.run(signal);
    await ledger.tick.run(signal);
    expect(await timesTold(knex)).toEqual(
      await timesExhausted(knex, SPENDER_REF),
    );
    const entityRefs = names.map(name => `component:default/${name}`);
    const measured = await ledger.slos.listActive({ entityRefs });
    expect(measured).toHaveLength(slos.length + names.length - 1);
    for (const { sliRevisionId, progress } of measured) {
      const { backfillFromMs, backfillReachedMs, watermarkMs } = progress;
      expect(backfillReachedMs).toBe(backfillFromMs);
      const [group, ...others] = await ledger.tiles.listGroups(sliRevisionId);
      expect(others).toEqual([]);
      const minutesFromMs = watermarkMs - 3 * DAY_MS;
      const stored = await ledger.tiles.readTiles(
        group,
        minutesFromMs,
        watermarkMs,
      );
      const { sli } = exampleSlo('a');
      const expected = Array.from(stored.total, (_, tile) =>
        countsOfTime(minutesFromMs + tile * MINUTE_MS, sli),
      );
      expect([...stored.total]).toEqual(expected.map(c => c?.total ?? NaN));
      expect([...stored.bad]).toEqual(expected.map(c => c?.bad ?? NaN));
      const hours = await ledger.tiles.readHours(
        group,
        backfillFromMs,
        watermarkMs,
      );
      expect(hours).toEqual(expectedHours(backfillFromMs, watermarkMs));
    }
    await knex.destroy();
  });
});
