import { LoggerService } from '@backstage/backend-plugin-api';
import { DataSourceProblem, SliTiles } from '@nthlayer/engine';
import { Clock } from '../clock';
import {
  ConfiguredDataSource,
  DataSourceRegistry,
} from '../dataSources/DataSourceRegistry';
import { readSliTiles } from '../dataSources/readSliTiles';
import { MINUTE_MS, SECOND_MS, TILE_MS } from '../durations';
import { ActiveSlo, SloStore } from '../slos/SloStore';
import { TileStore } from '../tiles/TileStore';
import { BudgetEvaluator } from './BudgetEvaluator';
import { groupBy } from './groupBy';

/**
 * A longer gap is left to the back-fill, which reads the newest tiles first and in small pieces: read in one go it may
 * take longer than a tick has, and then every tick would fail anew.
 */
const LONGEST_GAP_MS = 15 * MINUTE_MS;
const READ_TIMEOUT_MS = 40 * SECOND_MS;

const NOT_CONFIGURED: DataSourceProblem = {
  code: 'not-configured',
  message: 'The data source is not configured any more.',
};

/** What a tick works with. */
export interface EvaluationTickOptions {
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly sources: DataSourceRegistry;
  readonly slos: SloStore;
  readonly tiles: TileStore;
  readonly evaluator: BudgetEvaluator;
}

/** Reads the newest tiles of all SLOs, a data source at a time, and computes their statuses. */
export class EvaluationTick {
  readonly #options: EvaluationTickOptions;

  static create(options: EvaluationTickOptions): EvaluationTick {
    return new EvaluationTick(options);
  }

  private constructor(options: EvaluationTickOptions) {
    this.#options = options;
  }

  /** Of one data source or, without `query`, of all side by side. */
  async run(
    signal: AbortSignal,
    query: { readonly dataSource?: string } = {},
  ): Promise<void> {
    const active = await this.#options.slos.listActive(query);
    const bySource = groupBy(active, slo => slo.dataSource);
    await Promise.all(
      [...bySource].map(([name, members]) =>
        this.#tickSourceSafely(name, members, signal),
      ),
    );
  }

  async #tickSourceSafely(
    name: string,
    active: readonly ActiveSlo[],
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await this.#readSource(name, active, signal);
    } catch (error) {
      this.#options.logger.error(`Reading of ${name} failed`, asError(error));
    }
    try {
      await this.#options.evaluator.evaluate(active);
    } catch (error) {
      this.#options.logger.error(`Budgets of ${name} failed`, asError(error));
    }
  }

  async #readSource(
    name: string,
    active: readonly ActiveSlo[],
    signal: AbortSignal,
  ): Promise<void> {
    const source = this.#options.sources.get(name);
    if (!source) {
      await this.#recordProblem(active, NOT_CONFIGURED);
      return;
    }
    const endMs = this.#options.sources.newestTileEnd(
      name,
      this.#options.clock.now(),
    );
    const byWatermark = groupBy(active, slo => slo.progress.watermarkMs);
    for (const [startMs, members] of byWatermark) {
      if (endMs - startMs > LONGEST_GAP_MS) {
        await this.#leaveToBackfill(members, endMs);
      } else if (startMs < endMs && !signal.aborted) {
        await this.#readRange(source, members, { startMs, endMs, signal });
      }
    }
  }

  async #leaveToBackfill(
    active: readonly ActiveSlo[],
    originMs: number,
  ): Promise<void> {
    for (const { sliRevisionId, progress } of active) {
      const { watermarkMs } = progress;
      const gap = { sliRevisionId, watermarkMs, originMs };
      await this.#options.tiles.restartBackfill(gap);
    }
  }

  async #readRange(
    { source }: ConfiguredDataSource,
    active: readonly ActiveSlo[],
    range: { startMs: number; endMs: number; signal: AbortSignal },
  ): Promise<void> {
    const { startMs, endMs, signal } = range;
    const answers = await readSliTiles(
      source,
      active.map(({ sliRevisionId, slo }) => ({
        key: String(sliRevisionId),
        sli: slo.sli,
      })),
      { startMs, endMs, stepMs: TILE_MS },
      { timeoutMs: READ_TIMEOUT_MS, signal, logger: this.#options.logger },
    );
    for (const slo of active) {
      const answer = answers.get(String(slo.sliRevisionId));
      if (answer && !signal.aborted) {
        await this.#store(slo, answer, { startMs, endMs });
      }
    }
  }

  async #store(
    slo: ActiveSlo,
    answer: SliTiles,
    range: { startMs: number; endMs: number },
  ): Promise<void> {
    if (answer.problem) {
      await this.#recordProblem([slo], answer.problem);
      return;
    }
    const { sliRevisionId } = slo;
    const { series } = answer;
    await this.#options.tiles.appendTiles({ sliRevisionId, series, ...range });
  }

  async #recordProblem(
    active: readonly ActiveSlo[],
    problem: DataSourceProblem,
  ): Promise<void> {
    await this.#options.slos.recordProblem(
      active.map(slo => slo.sliRevisionId),
      problem,
      this.#options.clock.now(),
    );
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
