import { TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  DataSource,
  DataSourceHealth,
  DataSourceProblem,
  SliInspection,
  SliRequest,
  TileBatch,
  TileReadOptions,
} from '@nthlayer/engine';
import { PrometheusClientOptions } from '../client/Exchange';
import { PrometheusClient } from '../client/prometheusClient';
import { inspectSlis } from '../inventory/inspectSlis';
import { answerShape, answerSlis } from './answerSlis';
import { KnownShapes } from './KnownShapes';
import { problemReporter } from './problemReporter';
import { queryLengthLimit } from './queryLength';
import { queryLimits, QueryLimits } from './queryLimits';
import { QueryLoad } from './QueryLoad';
import { MEMBERS_PER_QUERY } from './readShape';
import { ServerFacts } from './ServerFacts';
import { tileQueries } from './tileQueries';
import { Turns } from './Turns';

const NOT_READ: DataSourceProblem = {
  code: 'query-failed',
  message: 'SLIs of this kind cannot be read from Prometheus yet',
};

/**
 * Where tiles are read from, and what is known of it.
 *
 * @public
 */
export interface PrometheusDataSourceOptions extends PrometheusClientOptions {
  /** The configured name. */
  readonly id: string;
  /** How often targets are scraped, milliseconds. */
  readonly scrapeIntervalMs: number;
  /** How long samples take until the server that answers has them, milliseconds. Default 0. */
  readonly delayMs?: number;
  /** Queries under way at a time, whoever reads. Default 4; what can wait takes half of them at most. */
  readonly concurrency?: number;
  /** Longest query, bytes. Default: as the server's product is known to take. */
  readonly maxQueryLength?: number;
  /** Told of errors that are not the remote side's, which the SLIs they touch have as a problem too. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Tiles from a Prometheus, or from what speaks like it. SLIs of one shape share a query.
 *
 * @public
 */
export class PrometheusDataSource implements DataSource {
  /** The configured name. */
  readonly id: string;
  /** Never. */
  readonly simulated = false;
  /** How often targets are scraped, milliseconds. */
  readonly scrapeIntervalMs: number;
  /** How long samples take until the server that answers has them, milliseconds. */
  readonly delayMs: number;
  readonly #client: PrometheusClient;
  readonly #server: ServerFacts;
  readonly #shapes: KnownShapes;
  readonly #turns = Turns.create();
  readonly #load = QueryLoad.create({ most: MEMBERS_PER_QUERY });
  readonly #limits: QueryLimits;
  readonly #maxQueryLength: number | undefined;
  readonly #onError: ((error: unknown) => void) | undefined;

  /**
   * Makes a data source; nothing is sent.
   *
   * @throws InputError when the URL or a header cannot be used
   */
  static create(options: PrometheusDataSourceOptions): PrometheusDataSource {
    return new PrometheusDataSource(options);
  }

  private constructor(options: PrometheusDataSourceOptions) {
    this.id = options.id;
    this.scrapeIntervalMs = options.scrapeIntervalMs;
    this.delayMs = options.delayMs ?? 0;
    this.#client = PrometheusClient.create(options);
    this.#shapes = KnownShapes.create({
      client: this.#client,
      turns: this.#turns,
    });
    this.#server = ServerFacts.create(this.#client);
    this.#limits = queryLimits(options.concurrency ?? 4);
    this.#maxQueryLength = options.maxQueryLength;
    this.#onError = options.onError;
  }

  /** Reads tiles; as of `DataSource`. What was read before `signal` gave the rest up is answered. */
  async readTiles(
    slis: readonly SliRequest[],
    range: TileRange,
    options: TileReadOptions = {},
  ): Promise<TileBatch> {
    const { now, later } = this.#limits;
    const { canWait, inTables, signal } = options;
    const limit = canWait ? later : now;
    const terms = { limit, signal };
    const { requests, shapes, ranges, unread } = await this.#shapes.of(slis, {
      stepMs: range.stepMs,
      maxValuesPerQuery: this.#load.members,
    });
    const queries = tileQueries(this.#client, ranges, terms);
    const maxQueryLength = async () =>
      this.#maxQueryLength ?? queryLengthLimit(await this.#server.get(options));
    const load = this.#load;
    const reading = {
      ...{ requests, range, queries, maxQueryLength, load },
      turns: this.#turns,
    };
    const problemOf = problemReporter(this.#onError);
    const notRead = unread.map(key => ({ key, series: [], problem: NOT_READ }));
    if (inTables) {
      const read = await Promise.all(
        shapes.map(shape => answerShape(shape, reading, problemOf)),
      );
      return {
        slis: [...read.flatMap(answer => answer.slis), ...notRead],
        tables: read.flatMap(({ tables = [] }) => tables),
        queries: queries.sent,
      };
    }
    const answers = await Promise.all(
      shapes.map(shape => answerSlis(shape, reading, problemOf)),
    );
    const byKey = new Map(
      [...answers.flat(), ...notRead].map(answer => [answer.key, answer]),
    );
    return {
      slis: slis.flatMap(({ key }) => byKey.get(key) ?? []),
      queries: queries.sent,
    };
  }

  /** What exists of SLIs; as of `DataSource`. */
  async inspect(
    slis: readonly SliRequest[],
    options: { readonly atMs: number; readonly signal?: AbortSignal },
  ): Promise<SliInspection[]> {
    return inspectSlis(slis, {
      ...options,
      client: this.#client,
      limit: this.#limits.later,
      problemOf: problemReporter(this.#onError),
    });
  }

  /** Whether it answers, and what it is; as of `DataSource`. */
  async health(
    options: { signal?: AbortSignal } = {},
  ): Promise<DataSourceHealth> {
    const startedMs = performance.now();
    try {
      await this.#client.check(options);
      const latencyMs = performance.now() - startedMs;
      const server = await this.#server.get(options);
      const known = server && { server };
      return { state: 'up', ...this.#facts(), ...known, latencyMs };
    } catch (error) {
      this.#server.forget();
      const problem = problemReporter(this.#onError)(error);
      return { state: 'down', ...this.#facts(), problem };
    }
  }

  #facts(): Pick<DataSourceHealth, 'breaker' | 'lastSuccessMs'> {
    const { breaker, lastSuccessMs } = this.#client;
    return { breaker, ...(lastSuccessMs !== undefined && { lastSuccessMs }) };
  }
}
