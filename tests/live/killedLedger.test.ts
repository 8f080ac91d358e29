import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import createKnex, { Knex } from 'knex';
import { demoServices, Indicator, simulate } from '@nthlayer/simulator';
import { waitFor } from '../harness/waitFor';
import { DatabaseConfig, LedgerHost } from '../harness/LedgerHost';
import {
  LedgerProgress,
  readNewest,
  readProgress,
  readStoredTiles,
} from '../harness/ledgerRows';

const SERVICES = 4;
const SEED = 11;
const HISTORY = '4d';

/** A poll that comes before the database is there is no news. */
const silent = { debug() {}, deprecate() {}, error() {}, warn() {} };
const MINUTE_MS = 60_000;

const [service] = demoServices({ startedAtMs: Date.now() });
const truth = simulate(service, SEED);

const INDICATORS: Record<string, Indicator> = {
  availability: { kind: 'availability' },
  latency: { kind: 'latency', thresholdMs: 250 },
};

interface Target {
  readonly name: string;
  readonly database: DatabaseConfig;
  openLedger(): Knex;
}

function sqliteTarget(folder: string): Target {
  return {
    name: 'SQLite',
    database: { client: 'better-sqlite3', connection: { directory: folder } },
    openLedger: () =>
      createKnex({
        client: 'better-sqlite3',
        connection: { filename: join(folder, 'nthlayer.sqlite') },
        log: silent,
        useNullAsDefault: true,
      }),
  };
}

function postgresTarget(connectionString: string, prefix: string): Target {
  const connection = Object.fromEntries(
    Object.entries({
      host: new URL(connectionString).hostname,
      port: new URL(connectionString).port,
      user: new URL(connectionString).username,
      password: new URL(connectionString).password,
    }).filter(([, value]) => value),
  );
  return {
    name: 'PostgreSQL',
    database: { client: 'pg', prefix, connection },
    openLedger: () =>
      createKnex({
        client: 'pg',
        connection: { ...connection, database: `${prefix}nthlayer` },
        log: silent,
      }),
  };
}

const postgres = Object.entries(process.env).find(([name]) =>
  /^BACKSTAGE_TEST_DATABASE_POSTGRES\d+_CONNECTION_STRING$/.test(name),
)?.[1];

const isFilled = ({ reachedMs, fromMs }: LedgerProgress) => reachedMs <= fromMs;

const hasBegun = ({ reachedMs, originMs }: LedgerProgress) =>
  reachedMs < originMs;

/** Nearly without pause, so that a kill falls into the work that has just begun. */
const BEFORE_KILL_MS = 20;

async function untilProgress(
  host: LedgerHost,
  ledger: Knex,
  reached: (progress: LedgerProgress[]) => boolean,
  intervalMs: number = 250,
): Promise<LedgerProgress[]> {
  return waitFor(
    'the ledger to move',
    async () => {
      host.requireRunning();
      const progress = await readProgress(ledger).catch(() => []);
      return progress.length === 2 * SERVICES && reached(progress)
        ? progress
        : undefined;
    },
    { timeoutMs: 120_000, intervalMs },
  );
}

/** Kills the host as soon as it has read something old. */
async function killDuringBackfill(host: LedgerHost, ledger: Knex) {
  host.start();
  await untilProgress(
    host,
    ledger,
    progress => progress.some(hasBegun),
    BEFORE_KILL_MS,
  );
  await host.kill();
  expect((await readProgress(ledger)).every(isFilled)).toBe(false);
}

/** Lets a running host tick, and kills it as soon as anything of the tick is written. */
async function killDuringTick(host: LedgerHost, ledger: Knex) {
  const before = await readNewest(ledger);
  await waitFor(
    'a tick',
    async () => {
      host.requireRunning();
      return (await readNewest(ledger)) > before || undefined;
    },
    { timeoutMs: 120_000, intervalMs: BEFORE_KILL_MS },
  );
  await host.kill();
}

/** The truth of an SLO, which is the same for all twins, as far as any of them has been read. */
function truthOf(slo: string, twins: readonly LedgerProgress[]) {
  const startMs = Math.min(...twins.map(({ fromMs }) => fromMs));
  const endMs = Math.max(...twins.map(({ watermarkMs }) => watermarkMs));
  const range = { startMs, endMs, stepMs: MINUTE_MS };
  const { bad, total } = truth.scrapeTruth(INDICATORS[slo], range);
  return ({ fromMs, watermarkMs }: LedgerProgress) => {
    const slots = [fromMs, watermarkMs].map(at => (at - startMs) / MINUTE_MS);
    return { bad: bad.slice(...slots), total: total.slice(...slots) };
  };
}

async function expectTruth(ledger: Knex): Promise<void> {
  const all = await readProgress(ledger);
  for (const slo of Object.keys(INDICATORS)) {
    const twins = all.filter(progress => progress.slo === slo);
    expect(twins).toHaveLength(SERVICES);
    const expectedOf = truthOf(slo, twins);
    for (const progress of twins) {
      const stored = await readStoredTiles(ledger, progress);
      const expected = expectedOf(progress);
      expect(stored.wrongSums).toEqual([]);
      expect(stored.total).toEqual([...expected.total]);
      expect(stored.bad).toEqual([...expected.bad]);
    }
  }
}

async function expectNothingLost(target: Target): Promise<void> {
  const host = await LedgerHost.create({
    database: target.database,
    services: SERVICES,
    simulatedService: service.name,
    seed: SEED,
    history: HISTORY,
  });
  const ledger = target.openLedger();
  try {
    await killDuringBackfill(host, ledger);

    host.start();
    await untilProgress(host, ledger, progress => progress.every(isFilled));
    await killDuringTick(host, ledger);

    host.start();
    const newest = Date.now() - 2 * MINUTE_MS;
    await untilProgress(host, ledger, progress =>
      progress.every(row => isFilled(row) && row.watermarkMs > newest),
    );
    await host.kill();
    await expectTruth(ledger);
  } finally {
    await ledger.destroy();
    await host.close();
  }
}

describe('a ledger that is killed mid-back-fill and mid-tick', () => {
  it('loses no tile and counts none twice on SQLite', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nthlayer-ledger-'));
    await expectNothingLost(sqliteTarget(folder));
  }, 600_000);

  (postgres ? it : it.skip)(
    'loses no tile and counts none twice on PostgreSQL',
    async () => {
      await expectNothingLost(
        postgresTarget(postgres!, `nthlayer_crash_${process.pid}_`),
      );
    },
    600_000,
  );
});
