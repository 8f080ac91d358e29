import { LoggerService } from '@backstage/backend-plugin-api';
import { DataSourceProblem } from '@nthlayer/engine';
import { Clock } from '../clock';
import {
  ConfiguredDataSource,
  DataSourceRegistry,
} from '../dataSources/DataSourceRegistry';
import { SliAnswers } from '../dataSources/readSliTiles';
import { TickReader, TickTiles } from '../dataSources/TickReader';
import { MINUTE_MS, SECOND_MS, TILE_MS } from '../durations';
import { Lease } from '../leases/LeaseStore';
import { ActiveSlo, SloStore } from '../slos/SloStore';
import { TileStore } from '../tiles/TileStore';
import { BudgetEvaluator } from './BudgetEvaluator';
import { appendComposed } from './composites/appendComposed';
import { ActiveComposite } from './composites/compositeLevels';
import { Stretch } from './composites/CompositeMembers';
import { ComposableSlo } from './composites/composableSlos';
import { CompositeReader } from './composites/CompositeReader';
import { TickComposer } from './composites/TickComposer';
import { TickMembers } from './composites/TickMembers';
import { RowsOfNames } from './composites/TickSeries';
import { byWatermark, ReadingOrders } from './ReadingOrders';
import { outcomeOf, ReadingTurn, TurnOutcome } from './ReadingTurn';
import { TickRequests } from './TickRequests';
import { RollingLedger } from './rolling/RollingLedger';
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

/** What a tick goes on under. */
interface Terms {
  readonly signal: AbortSignal;
  readonly fence: Lease | undefined;
  /** Told what was written, where composites are made of it. */
  readonly members?: TickMembers;
}

/** What a tick works with. */
export interface EvaluationTickOptions {
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly sources: DataSourceRegistry;
  readonly slos: SloStore;
  readonly tiles: TileStore;
  readonly evaluator: BudgetEvaluator;
  /** How long one reading may take. Default 40 s. */
  readonly readTimeoutMs?: number;
}

/** Reads the newest tiles of all SLOs, a data source at a time, and computes their statuses. */
export class EvaluationTick {
  readonly #options: EvaluationTickOptions;
  readonly #rolling: RollingLedger;
  readonly #composites: CompositeReader;
  readonly #orders = ReadingOrders.create();
  readonly #rows: RowsOfNames = new WeakMap();
  readonly #composer = TickComposer.create({ rows: this.#rows });
  readonly #requests = TickRequests.create();
  readonly #reader = TickReader.create();

  static create(options: EvaluationTickOptions): EvaluationTick {
    return new EvaluationTick(options);
  }

  private constructor(options: EvaluationTickOptions) {
    this.#options = options;
    this.#rolling = RollingLedger.create(options);
    this.#composites = CompositeReader.create(options);
  }

  /** Of one data source or, without one, of all side by side. None keeps another from being done. */
  async run(
    signal: AbortSignal,
    { dataSource, fence }: ReadingTurn = {},
  ): Promise<TurnOutcome> {
    const { slos } = this.#options;
    const names = dataSource ? [dataSource] : await slos.listDataSources();
    const outcomes = await Promise.all(
      names.map(async name => {
        const active = await slos.listActiveOf(name);
        return this.#tickSource(name, active, { signal, fence });
      }),
    );
    return outcomeOf(outcomes);
  }

  async #tickSource(
    name: string,
    active: readonly ActiveSlo[],
    terms: Terms,
  ): Promise<TurnOutcome> {
    await this.#rolling.keep(name, active);
    const reading = await this.#try(`Reading of ${name}`, () =>
      this.#readSource(name, active, terms),
    );
    const budgets = await this.#try(`Budgets of ${name}`, () =>
      this.#options.evaluator.evaluate(active, {
        fence: terms.fence,
        rolling: this.#rolling,
        whole: name,
      }),
    );
    return outcomeOf([reading, budgets]);
  }

  async #try(what: string, work: () => Promise<void>): Promise<TurnOutcome> {
    try {
      await work();
      return 'done';
    } catch (error) {
      this.#options.logger.error(`${what} failed`, asError(error));
      return 'failed';
    }
  }

  async #readSource(
    name: string,
    active: readonly ActiveSlo[],
    { signal, fence }: Terms,
  ): Promise<void> {
    const source = this.#options.sources.get(name);
    if (!source) {
      await this.#recordProblem(active, NOT_CONFIGURED, fence);
      return;
    }
    const endMs = this.#options.sources.newestTileEnd(
      name,
      this.#options.clock.now(),
    );
    const { composites } = this.#orders.of(active);
    const members =
      composites.length > 0 ? new TickMembers(active, this.#rows) : undefined;
    const terms = { signal, fence, members };
    for (const [startMs, slos] of byWatermark(active)) {
      if (endMs - startMs > LONGEST_GAP_MS) {
        await this.#leaveToBackfill(slos, endMs, fence);
      } else if (startMs < endMs && !signal.aborted) {
        await this.#readRange(source, slos, { startMs, endMs, ...terms });
      }
    }
    for (const level of composites) {
      await this.#composeLeft(level, members!, { endMs, ...terms });
    }
  }

  /** Composites that were not written together with all that they are made of. */
  async #composeLeft(
    composites: readonly ActiveComposite[],
    members: TickMembers,
    { endMs, ...terms }: Terms & { endMs: number },
  ): Promise<void> {
    const left = composites.filter(
      composite =>
        members.watermarkOf(composite) < endMs &&
        endMs - composite.progress.watermarkMs <= LONGEST_GAP_MS,
    );
    for (const [startMs, some] of byWatermark(left)) {
      if (!terms.signal.aborted) {
        const range = { startMs, endMs, ...terms };
        await this.#composeRange(some, members, range);
      }
    }
  }

  async #composeRange(
    composites: readonly ActiveComposite[],
    members: TickMembers,
    { startMs, endMs, ...terms }: Terms & Stretch,
  ): Promise<void> {
    const stretch = { startMs, endMs };
    const answers = await this.#composites.read(composites, stretch, members);
    if (!terms.signal.aborted) {
      const read = { slis: answers };
      await this.#store(composites, read, { ...stretch, ...terms, members });
    }
  }

  async #leaveToBackfill(
    active: readonly ActiveSlo[],
    originMs: number,
    fence: Lease | undefined,
  ): Promise<void> {
    const [{ progress }] = active;
    const sliRevisionIds = active.map(slo => slo.sliRevisionId);
    const { watermarkMs } = progress;
    const gap = { sliRevisionIds, watermarkMs, originMs };
    await this.#options.tiles.restartBackfill(gap, fence);
  }

  async #readRange(
    { source }: ConfiguredDataSource,
    active: readonly ActiveSlo[],
    { startMs, endMs, ...terms }: Terms & Stretch,
  ): Promise<void> {
    const { measured, composable } = this.#orders.of(active);
    if (measured.length === 0) {
      return;
    }
    const read = await this.#reader.read(
      source,
      this.#requests.of(source.id, measured),
      { startMs, endMs, stepMs: TILE_MS },
      {
        timeoutMs: this.#options.readTimeoutMs ?? READ_TIMEOUT_MS,
        signal: terms.signal,
        logger: this.#options.logger,
      },
    );
    if (!terms.signal.aborted) {
      const range = { startMs, endMs, ...terms };
      await this.#store(measured, read, range, composable);
    }
  }

  /** All that was read goes into one transaction, however many SLOs it is of, with the composites that are made of it. */
  async #store(
    active: readonly ActiveSlo[],
    { slis: answers, table }: TickTiles,
    { startMs, endMs, fence, members }: Terms & Stretch,
    composable: readonly ComposableSlo[] = [],
  ): Promise<void> {
    const answered = answersOf(active, answers);
    const slis = answered
      .filter(({ answer }) => !answer.problem)
      .map(({ slo, answer }) => ({
        sliRevisionId: slo.sliRevisionId,
        series: answer.series,
      }));
    if (slis.length > 0 || table) {
      const read = { startMs, endMs, slis, table };
      const composed = this.#composer.compose(read, composable);
      const { write, written } = await appendComposed(
        this.#options.tiles,
        { read, composed },
        fence,
      );
      await this.#rolling.add(write, written);
      members?.add(write, written);
    }
    const failed = answered.flatMap(({ slo, answer: { problem } }) =>
      problem ? [{ slo, problem }] : [],
    );
    for (const [, group] of groupBy(
      failed,
      ({ problem }) => `${problem.code}: ${problem.message}`,
    )) {
      const slos = group.map(({ slo }) => slo);
      await this.#recordProblem(slos, group[0].problem, fence);
    }
  }

  async #recordProblem(
    active: readonly ActiveSlo[],
    problem: DataSourceProblem,
    fence: Lease | undefined,
  ): Promise<void> {
    await this.#options.slos.recordProblem(
      active.map(slo => slo.sliRevisionId),
      problem,
      { nowMs: this.#options.clock.now(), fence },
    );
  }
}

function answersOf(active: readonly ActiveSlo[], answers: SliAnswers) {
  if (answers.size === 0) {
    return [];
  }
  return active.flatMap(slo => {
    const answer = answers.get(String(slo.sliRevisionId));
    return answer ? [{ slo, answer }] : [];
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
