import { LoggerService } from '@backstage/backend-plugin-api';
import { DataSource, DataSourceProblem } from '@nthlayer/engine';
import { setImmediate } from 'node:timers/promises';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { SliAnswers, readSliTiles } from '../dataSources/readSliTiles';
import { MINUTE_MS, TILE_MS } from '../durations';
import { BudgetEvaluator } from '../evaluation/BudgetEvaluator';
import { groupBy } from '../evaluation/groupBy';
import { ActiveSlo, SloStore } from '../slos/SloStore';
import { TileStore } from '../tiles/TileStore';
import { BackfillQueue, BackfillWork } from './BackfillQueue';

const READ_TIMEOUT_MS = 2 * MINUTE_MS;

/** What a back-fill works with. */
export interface BackfillOptions {
  readonly logger: LoggerService;
  readonly sources: DataSourceRegistry;
  readonly slos: SloStore;
  readonly tiles: TileStore;
  readonly evaluator: BudgetEvaluator;
}

/**
 * Reads the history of SLIs from what their data source still has, newest first. Every chunk is a transaction of its
 * own, so that a run can be cut off anywhere and the next one goes on from there.
 */
export class Backfill {
  readonly #options: BackfillOptions;

  static create(options: BackfillOptions): Backfill {
    return new Backfill(options);
  }

  private constructor(options: BackfillOptions) {
    this.#options = options;
  }

  async run(signal: AbortSignal): Promise<void> {
    const active = await this.#options.slos.listActive();
    const bySource = groupBy(active, slo => slo.dataSource);
    await Promise.all(
      [...bySource].map(async ([name, members]) => {
        const source = this.#options.sources.get(name)?.source;
        if (source) {
          await this.#fillSafely(source, members, signal);
        }
      }),
    );
  }

  async #fillSafely(
    source: DataSource,
    active: readonly ActiveSlo[],
    signal: AbortSignal,
  ): Promise<void> {
    const logger = this.#options.logger.child({ dataSource: source.id });
    const queue = BackfillQueue.create(active);
    try {
      let work = queue.next();
      while (work && !signal.aborted) {
        const problem = await this.#fill(source, work, { queue, signal });
        if (problem) {
          logger.warn(`Back-fill is held up: ${problem.code}`);
        }
        await setImmediate();
        work = queue.next();
      }
    } catch (error) {
      logger.error(
        'Back-fill failed and is taken up again later',
        error instanceof Error ? error : new Error(String(error)),
      );
    }
  }

  async #fill(
    source: DataSource,
    work: BackfillWork,
    { queue, signal }: { queue: BackfillQueue; signal: AbortSignal },
  ): Promise<DataSourceProblem | undefined> {
    const { startMs, endMs } = work.chunk;
    const answers = await readSliTiles(
      source,
      work.slos.map(({ sliRevisionId, slo }) => ({
        key: String(sliRevisionId),
        sli: slo.sli,
      })),
      { startMs, endMs, stepMs: TILE_MS },
      { timeoutMs: READ_TIMEOUT_MS, signal },
    );
    if (signal.aborted) {
      return undefined;
    }
    const problem = await this.#store(work, answers, queue);
    const ids = work.slos.map(slo => slo.sloId);
    const current = await this.#options.slos.listActive({ sloIds: ids });
    await this.#options.evaluator.evaluate(current);
    return problem;
  }

  async #store(
    { chunk, slos }: BackfillWork,
    answers: SliAnswers,
    queue: BackfillQueue,
  ): Promise<DataSourceProblem | undefined> {
    const { startMs, endMs } = chunk;
    let problem: DataSourceProblem | undefined;
    for (const slo of slos) {
      const { sliRevisionId } = slo;
      const answer = answers.get(String(sliRevisionId));
      if (!answer || answer.problem) {
        problem = answer?.problem;
        queue.failed(slo, endMs - startMs);
      } else {
        const { series } = answer;
        const outcome = await this.#options.tiles.backfillTiles({
          sliRevisionId,
          startMs,
          endMs,
          series,
        });
        queue.done(slo, outcome === 'written' ? startMs : undefined);
      }
    }
    return problem;
  }
}
