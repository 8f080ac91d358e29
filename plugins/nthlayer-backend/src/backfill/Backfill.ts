import { LoggerService } from '@backstage/backend-plugin-api';
import { DataSource } from '@nthlayer/engine';
import { setImmediate } from 'node:timers/promises';
import { Clock } from '../clock';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { SliAnswers, readSliTiles } from '../dataSources/readSliTiles';
import { MINUTE_MS, TILE_MS } from '../durations';
import { Lease } from '../leases/LeaseStore';
import { BudgetEvaluator } from '../evaluation/BudgetEvaluator';
import {
  compositeLevels,
  isComposite,
} from '../evaluation/composites/compositeLevels';
import { CompositeReader } from '../evaluation/composites/CompositeReader';
import { outcomeOf, ReadingTurn, TurnOutcome } from '../evaluation/ReadingTurn';
import { startPausing } from '../startPausing';
import { ActiveSlo, SloStore } from '../slos/SloStore';
import { TileStore } from '../tiles/TileStore';
import { BackfillPace } from './BackfillPace';
import { BackfillQueue, BackfillWork } from './BackfillQueue';
import { ChunkMembers } from './ChunkMembers';
import { BackfillStore } from './BackfillStore';
import { GivenUp, HistoryFailures } from './HistoryFailures';
import { isDue } from './historyTries';
import { readBeside } from './readBeside';
import { BackfillChunk, OLDEST_STAGE } from './nextChunk';

const READ_TIMEOUT_MS = 2 * MINUTE_MS;
/** So long may old history or a slow failure take before other SLIs, which may be new, have their turn. */
const ROUND_MS = MINUTE_MS;

/** What a round goes on under. */
interface Terms {
  readonly signal: AbortSignal;
  readonly fence: Lease | undefined;
}

/** The SLOs that a chunk was written of, and the SLIs that are given up for this round. */
interface FilledChunk {
  readonly written: number[];
  readonly givenUp: GivenUp[];
}

/** How a round ended; `more`: something was left to the next one. */
type RoundOutcome = TurnOutcome | 'more';

/** What a back-fill works with. */
export interface BackfillOptions {
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly sources: DataSourceRegistry;
  readonly slos: SloStore;
  readonly tiles: TileStore;
  readonly evaluator: BudgetEvaluator;
  readonly backfillStore: BackfillStore;
}

/**
 * Reads the history of SLIs from what their data source still has, newest first. Every chunk is a transaction of its
 * own, so that a run can be cut off anywhere and the next one goes on from there.
 */
export class Backfill {
  readonly #options: BackfillOptions;
  readonly #composites: CompositeReader;
  readonly #failures: HistoryFailures;
  readonly #pace = BackfillPace.create();

  static create(options: BackfillOptions): Backfill {
    return new Backfill(options);
  }

  private constructor(options: BackfillOptions) {
    this.#options = options;
    this.#composites = CompositeReader.create(options);
    this.#failures = HistoryFailures.create(options);
  }

  /**
   * Goes on in rounds until nothing is left that can be read now, of one data source or, without one, of all side by
   * side. None waits for another.
   */
  async run(signal: AbortSignal, turn: ReadingTurn = {}): Promise<TurnOutcome> {
    const { sources } = this.#options;
    const names = sources.list().map(({ name }) => name);
    const asked = names.filter(name => name === (turn.dataSource ?? name));
    const outcomes = await Promise.all(
      asked.map(name => this.#fillSource(name, signal, turn.fence)),
    );
    return outcomeOf(outcomes);
  }

  async #fillSource(
    dataSource: string,
    signal: AbortSignal,
    fence: Lease | undefined,
  ): Promise<TurnOutcome> {
    const source = this.#options.sources.get(dataSource)?.source;
    let round: RoundOutcome = 'more';
    while (source && round === 'more' && !signal.aborted) {
      const active = await this.#options.slos.listActiveOf(dataSource);
      round = await this.#fillSafely(source, active, { signal, fence });
    }
    return round === 'failed' ? 'failed' : 'done';
  }

  /** One round. */
  async #fillSafely(
    source: DataSource,
    active: readonly ActiveSlo[],
    terms: Terms,
  ): Promise<RoundOutcome> {
    const { clock } = this.#options;
    const due = active.filter(slo => isDue(slo, clock.now()));
    const queue = BackfillQueue.create(due, this.#pace);
    let untilMs = Infinity;
    let failed = false;
    let anyWritten = false;
    let areWaiting = false;
    try {
      let work = queue.next();
      while (work && !terms.signal.aborted) {
        const startedMs = clock.now();
        const filled = await this.#fill(source, work, { queue, ...terms });
        const { written, givenUp } = filled;
        if (isDown(givenUp, work)) {
          return 'done';
        }
        anyWritten ||= written.length > 0;
        areWaiting ||= givenUp.some(({ slo }) => isComposite(slo));
        const gaveUp = givenUp.length > 0;
        failed ||= gaveUp;
        if (gaveUp || work.chunk.stage === OLDEST_STAGE) {
          untilMs = Math.min(untilMs, startedMs + ROUND_MS);
        }
        await setImmediate();
        work = queue.next();
        const canWait = failed || work?.chunk.stage === OLDEST_STAGE;
        if (work && canWait && clock.now() >= untilMs) {
          return 'more';
        }
      }
      // composites may have had their turn before what they are made of
      return areWaiting && anyWritten && !terms.signal.aborted
        ? 'more'
        : 'done';
    } catch (error) {
      this.#options.logger.error(
        `Back-fill from ${source.id} failed and is taken up again later`,
        error instanceof Error ? error : new Error(String(error)),
      );
      return 'failed';
    }
  }

  async #fill(
    source: DataSource,
    work: BackfillWork,
    { queue, signal, fence }: Terms & { queue: BackfillQueue },
  ): Promise<FilledChunk> {
    const measured = work.slos.filter(slo => !isComposite(slo));
    const beside = await readBeside(work, this.#options);
    const answers = await this.#readMeasured(
      source,
      [...measured, ...beside.filter(slo => !isComposite(slo))],
      { chunk: work.chunk, signal },
    );
    if (signal.aborted) {
      return { written: [], givenUp: [] };
    }
    const { written, givenUp } = await this.#store(
      { ...work, slos: measured },
      answers,
      { queue, fence },
    );
    const fresh = new Map(answers);
    for (const level of compositeLevels([...work.slos, ...beside])) {
      const entityRefs = [...new Set(level.map(each => each.entityRef))];
      const tiles = await this.#composites.read(
        level,
        work.chunk,
        new ChunkMembers(
          await this.#options.slos.listActive({ entityRefs }),
          fresh,
        ),
      );
      tiles.forEach((answer, key) => fresh.set(key, answer));
      const own = level.filter(slo => work.slos.includes(slo));
      const made = await this.#store({ ...work, slos: own }, tiles, {
        queue,
        fence,
      });
      written.push(...made.written);
      givenUp.push(...made.givenUp);
    }
    await this.#failures.report(givenUp, work.chunk, fence);
    const current = await this.#options.slos.listActive({ sloIds: written });
    await this.#options.evaluator.evaluate(current, { fence });
    return { written, givenUp };
  }

  async #readMeasured(
    source: DataSource,
    slos: readonly ActiveSlo[],
    { chunk, signal }: { chunk: BackfillChunk; signal: AbortSignal },
  ): Promise<SliAnswers> {
    if (slos.length === 0) {
      return new Map();
    }
    const { startMs, endMs } = chunk;
    return readSliTiles(
      source,
      slos.map(({ sliRevisionId, slo }) => ({
        key: String(sliRevisionId),
        sli: slo.sli,
      })),
      { startMs, endMs, stepMs: TILE_MS },
      {
        timeoutMs: READ_TIMEOUT_MS,
        signal,
        canWait: true,
        logger: this.#options.logger,
      },
    );
  }

  async #store(
    { chunk, slos }: BackfillWork,
    answers: SliAnswers,
    { queue, fence }: Pick<Terms, 'fence'> & { queue: BackfillQueue },
  ): Promise<FilledChunk> {
    const { startMs, endMs } = chunk;
    const written: number[] = [];
    const givenUp: GivenUp[] = [];
    const pause = startPausing();
    for (const slo of slos) {
      await pause();
      const { sliRevisionId } = slo;
      const answer = answers.get(String(sliRevisionId));
      if (!answer || answer.problem) {
        const outcome = queue.failed(slo, endMs - startMs);
        if (answer?.problem && outcome === 'given-up') {
          givenUp.push({ slo, problem: answer.problem });
        }
      } else {
        const { series } = answer;
        const outcome = await this.#options.tiles.backfillTiles(
          { sliRevisionId, startMs, endMs, series },
          fence,
        );
        queue.done(slo, outcome === 'written' ? startMs : undefined);
        written.push(slo.sloId);
      }
    }
    return { written, givenUp };
  }
}

/** Then there is no use in asking for other SLIs. */
function isDown(givenUp: readonly GivenUp[], { slos }: BackfillWork): boolean {
  return (
    givenUp.length === slos.length &&
    givenUp.every(({ problem }) => problem.code === 'unreachable')
  );
}
