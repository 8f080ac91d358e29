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
  readonly services: {
    deleteServices(entityRefs: readonly string[], nowMs: number): Promise<void>;
  };
  readonly slos: { listActive(query?: object): Promise<BenchSlo[]> };
  readonly portfolio: object;
  readonly exclusions: { add(exclusion: object): Promise<void> };
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
  rollup(asked: BenchRollup): Promise<{ services: number }[]>;
}

/** What is to be put together. */
export interface BenchRollup {
  readonly by: string;
  readonly filter: BenchPage['filter'];
}

/** Roll-ups that are kept until the next evaluation. */
export interface BenchRollups {
  /** What is kept is forgotten. */
  statusesSaved(): Promise<void>;
}

interface BackendSource {
  createLedger(
    knex: Knex,
    options?: {
      source: DataSource;
      historyMs: number;
      alerts?: (parts: object) => object;
    },
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
  readonly BudgetAlerts: { create(options: object): object };
  readonly PortfolioReader: {
    create(options: {
      access: object;
      portfolio: BenchLedger['portfolio'];
      rollups: BenchRollups;
      slos: BenchLedger['slos'];
    }): BenchPortfolio;
  };
  readonly SharedRollups: {
    create(options: {
      clock: { now(): number };
      portfolio: BenchLedger['portfolio'];
    }): BenchRollups;
  };
}

/** Loads the backend's ledger. */
export function backendSource(): BackendSource {
  const load = (path: string) => require(resolve(SOURCE, path));
  return {
    ...load('__testUtils__/createLedger'),
    ...load('__testUtils__/examples'),
    ...load('budgetAlerts/BudgetAlerts'),
    ...load('database/migrateDatabase'),
    ...load('portfolio/PortfolioReader'),
    ...load('portfolio/SharedRollups'),
    ...load('portfolio/operations/refreshPortfolio'),
    ...load('portfolio/operations/searchSuffixes'),
  };
}
