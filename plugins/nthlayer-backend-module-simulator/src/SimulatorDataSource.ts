import { TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  DataSource,
  DataSourceHealth,
  DataSourceProblem,
  SliRequest,
  TileBatch,
} from '@nthlayer/engine';
import {
  CounterReader,
  demoServices,
  SimulatedService,
  startCounterReader,
} from '@nthlayer/simulator';
import { readSlis } from './readSlis';
import { sharedReader } from './sharedReader';
import { SimulatedTargets } from './SimulatedTargets';
import { TargetDirectory } from './TargetDirectory';

/**
 * What to simulate.
 *
 * @public
 */
export interface SimulatorDataSourceOptions {
  /** The configured name. */
  readonly id: string;
  /** Same seed, same figures. */
  readonly seed: number;
  /** With more than one, every service lives in each of them, under another seed and with the label `environment`. */
  readonly environments?: readonly string[];
  /** Where counters come from. Default: a reader of its own, started when first needed. */
  readonly reader?: () => Promise<CounterReader>;
  /** Default: the demo's, as started when the data source is made. */
  readonly services?: readonly SimulatedService[];
  /**
   * What is answered for services that are not among them: nothing is known of them (`none`), or each gets quiet,
   * steady traffic that follows from its name (`steady`). Default `none`.
   */
  readonly unknownServices?: 'none' | 'steady';
  /** Told why the simulator did not answer, unless it was given up. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Tiles of services that exist in the simulator only.
 *
 * @public
 */
export class SimulatorDataSource implements DataSource {
  /** The configured name. */
  readonly id: string;
  /** Always. */
  readonly simulated = true;
  /** How often targets are scraped, milliseconds. */
  readonly scrapeIntervalMs: number;
  readonly #directory: TargetDirectory;
  readonly #reader: () => Promise<CounterReader>;
  readonly #onError: ((error: unknown) => void) | undefined;

  /** Makes a data source; its reader is started when first needed. */
  static create(options: SimulatorDataSourceOptions): SimulatorDataSource {
    return new SimulatorDataSource(options);
  }

  private constructor(options: SimulatorDataSourceOptions) {
    this.id = options.id;
    this.#directory = TargetDirectory.create({
      seed: options.seed,
      environments: options.environments ?? [],
      services: options.services ?? demoServices({ startedAtMs: Date.now() }),
      unknownServices: options.unknownServices ?? 'none',
    });
    this.#reader = options.reader ?? sharedReader(startCounterReader).get;
    this.#onError = options.onError;
    this.scrapeIntervalMs = this.#directory.scrapeIntervalMs;
  }

  /** Reads tiles; as of `DataSource`. */
  async readTiles(
    slis: readonly SliRequest[],
    range: TileRange,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<TileBatch> {
    if (slis.length === 0) {
      return { slis: [], queries: 0 };
    }
    let targets: SimulatedTargets | undefined;
    try {
      signal?.throwIfAborted();
      const reader = await this.#reader();
      targets = new SimulatedTargets(
        (name, metric) => this.#directory.find(name, metric),
        reader,
        signal,
      );
      const answers = await readSlis(slis, range, targets);
      return { slis: answers, queries: targets.reads };
    } catch (error) {
      const problem = this.#problemOf(error, signal);
      return {
        slis: slis.map(({ key }) => ({ key, series: [], problem })),
        queries: targets?.reads ?? 0,
      };
    }
  }

  /** Whether it answers; as of `DataSource`. */
  async health(): Promise<DataSourceHealth> {
    try {
      await this.#reader();
      return { state: 'up' };
    } catch (error) {
      return { state: 'down', problem: this.#problemOf(error) };
    }
  }

  /** Nothing here is remote, so whatever fails is for the operator to know. */
  #problemOf(error: unknown, signal?: AbortSignal): DataSourceProblem {
    if (signal?.aborted && error === signal.reason) {
      return {
        code: 'timeout',
        message: 'Given up before the simulator answered',
      };
    }
    this.#onError?.(error);
    return { code: 'unreachable', message: 'The simulator does not answer' };
  }
}
