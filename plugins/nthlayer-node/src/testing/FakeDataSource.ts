import {
  CounterSamples,
  TileRange,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  DataSource,
  DataSourceHealth,
  DataSourceProblem,
  groupedTilesFromSamples,
  isCounterSli,
  SliRequest,
  sliSeries,
  SliSeries,
  SliTiles,
  TileBatch,
} from '@nthlayer/engine';

/**
 * One call of `readTiles`.
 *
 * @public
 */
export interface FakeReading {
  /** Keys of the SLIs that were asked for. */
  readonly keys: readonly string[];
  /** The tiles that were asked for. */
  readonly range: TileRange;
}

/**
 * What the fake pretends to be.
 *
 * @public
 */
export interface FakeDataSourceOptions {
  /** Default `fake`. */
  readonly id?: string;
  /** Default false. */
  readonly simulated?: boolean;
  /** Default 15,000. */
  readonly scrapeIntervalMs?: number;
}

/**
 * A data source in memory: it answers from counter samples that a test puts in, by the same arithmetic as a real
 * one, and fails when told to. One reading counts as one query.
 *
 * @public
 */
export class FakeDataSource implements DataSource {
  /** The configured name. */
  readonly id: string;
  /** Its figures are invented. */
  readonly simulated: boolean;
  /** How often targets are scraped, milliseconds. */
  readonly scrapeIntervalMs: number;
  readonly #readings: FakeReading[] = [];
  readonly #counters = new Map<string, readonly CounterSamples[]>();
  readonly #problems = new Map<string, DataSourceProblem>();
  #problem?: DataSourceProblem;

  /** Makes one that holds nothing yet. */
  static create(options: FakeDataSourceOptions = {}): FakeDataSource {
    return new FakeDataSource(options);
  }

  private constructor(options: FakeDataSourceOptions) {
    this.id = options.id ?? 'fake';
    this.simulated = options.simulated ?? false;
    this.scrapeIntervalMs = options.scrapeIntervalMs ?? 15_000;
  }

  /** What has been asked, oldest first. */
  get readings(): readonly FakeReading[] {
    return this.#readings;
  }

  /** Puts in all samples of one metric; an empty list takes them out. */
  setCounters(metric: string, counters: readonly CounterSamples[]): void {
    this.#counters.set(metric, counters);
  }

  /** Fails everything from now on, or only SLIs whose total is `metric`; undefined mends it. */
  setProblem(problem: DataSourceProblem | undefined, metric?: string): void {
    if (metric === undefined) {
      this.#problem = problem;
    } else if (problem) {
      this.#problems.set(metric, problem);
    } else {
      this.#problems.delete(metric);
    }
  }

  /** Reads tiles from what was put in; as of `DataSource`. */
  async readTiles(
    slis: readonly SliRequest[],
    range: TileRange,
    options: { signal?: AbortSignal } = {},
  ): Promise<TileBatch> {
    this.#readings.push({ keys: slis.map(({ key }) => key), range });
    const problem: DataSourceProblem | undefined = options.signal?.aborted
      ? { code: 'timeout', message: 'Given up before it was answered' }
      : this.#problem;
    return {
      slis: slis.map(request =>
        problem
          ? { key: request.key, series: [], problem }
          : this.#answer(request, range),
      ),
      queries: slis.length > 0 ? 1 : 0,
    };
  }

  /** Down while everything is failing. */
  async health(): Promise<DataSourceHealth> {
    return this.#problem
      ? { state: 'down', problem: this.#problem }
      : { state: 'up' };
  }

  #answer({ key, sli }: SliRequest, range: TileRange): SliTiles {
    const problem = isCounterSli(sli)
      ? this.#problems.get(sli.total.metric)
      : undefined;
    if (problem) {
      return { key, series: [], problem };
    }
    const set = sliSeries(sli);
    if (!set) {
      return {
        key,
        series: [],
        problem: {
          code: 'query-failed',
          message: 'The SLI is of a form that is not supported here',
        },
      };
    }
    const series = groupedTilesFromSamples(
      {
        total: this.#samples(set.total),
        ...(set.bad && { bad: this.#samples(set.bad) }),
        alwaysExposed: set.alwaysExposed,
        ...(set.good && { good: this.#samples(set.good) }),
      },
      sli.groupBy,
      range,
    );
    return { key, series };
  }

  #samples({ metric, matches }: SliSeries): CounterSamples[] {
    const counters = this.#counters.get(metric) ?? [];
    return counters.filter(({ labels }) => matches(labels));
  }
}
