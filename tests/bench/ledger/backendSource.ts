import { DataSource } from '@nthlayer/engine';
import { Knex } from 'knex';
import { resolve } from 'node:path';

const SOURCE = resolve(__dirname, '../../../plugins/nthlayer-backend/src');

/** What is measured of the backend. Its ledger is no part of its API: the bench opens it by its files. */
export interface BenchLedger {
  readonly clock: { nowMs: number };
  readonly tick: { run(signal: AbortSignal): Promise<void> };
  readonly tiles: {
    backfillTiles(write: object): Promise<unknown>;
    sealTiles(nowMs: number): Promise<number>;
    purgeTiles(nowMs: number): Promise<number>;
  };
  readonly history: { read(active: unknown): Promise<{ points: unknown[] }> };
  readonly slos: { listActive(query?: object): Promise<BenchSlo[]> };
  readonly portfolio: object;
  add(spec: object): Promise<void>;
}

/** An SLO, and from when until when its tiles are read; milliseconds since the epoch. */
export interface BenchSlo {
  readonly sliRevisionId: number;
  readonly progress: {
    readonly watermarkMs: number;
    readonly backfillOriginMs: number;
  };
}

/** A service in an environment. */
export interface BenchService {
  readonly entityRef: string;
  readonly environment: string;
}

/** Which page of the portfolio. */
export interface BenchPage {
  readonly filter: Readonly<Record<string, string>>;
  readonly limit: number;
  readonly after?: object;
}

/** Reads the portfolio for whoever asks. */
export interface BenchPortfolio {
  list(
    page: BenchPage,
  ): Promise<{ entries: BenchService[]; continueAfter?: object }>;
}

interface BackendSource {
  createLedger(
    knex: Knex,
    options?: { source: DataSource; historyMs: number },
  ): BenchLedger;
  migrateDatabase(knex: Knex): Promise<void>;
  refreshPortfolio(
    tx: Knex.Transaction,
    services: readonly object[],
  ): Promise<void>;
  saveSuffixes(
    tx: Knex.Transaction,
    entityRefs: readonly string[],
  ): Promise<void>;
  exampleSpec(name: string, overrides: object): object;
  readonly PortfolioReader: {
    create(options: {
      access: object;
      portfolio: BenchLedger['portfolio'];
      slos: BenchLedger['slos'];
    }): BenchPortfolio;
  };
}

/** Loads the backend's ledger. */
export function backendSource(): BackendSource {
  const load = (path: string) => require(resolve(SOURCE, path));
  return {
    ...load('__testUtils__/createLedger'),
    ...load('__testUtils__/examples'),
    ...load('database/migrateDatabase'),
    ...load('portfolio/PortfolioReader'),
    ...load('portfolio/operations/refreshPortfolio'),
    ...load('portfolio/operations/searchSuffixes'),
  };
}
