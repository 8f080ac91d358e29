import { LoggerService } from '@backstage/backend-plugin-api';
import { DataSourceProblem } from '@nthlayer/engine';
import { Clock } from '../clock';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { groupBy } from '../evaluation/groupBy';
import { Lease } from '../leases/LeaseStore';
import { ActiveSlo, SloStore } from '../slos/SloStore';
import { BackfillStore, TryTime } from './BackfillStore';
import { judgeFailure } from './historyTries';
import { BackfillChunk } from './nextChunk';

/** An SLI whose chunk could not be read, however short. */
export interface GivenUp {
  readonly slo: ActiveSlo;
  readonly problem: DataSourceProblem;
}

/** What is told of failures, and where. */
export interface HistoryFailuresOptions {
  readonly backfillStore: BackfillStore;
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly slos: SloStore;
  readonly sources: DataSourceRegistry;
}

/** Says what holds history up, and gives up for good what has been asked for often enough. */
export class HistoryFailures {
  readonly #options: HistoryFailuresOptions;

  static create(options: HistoryFailuresOptions): HistoryFailures {
    return new HistoryFailures(options);
  }

  private constructor(options: HistoryFailuresOptions) {
    this.#options = options;
  }

  /** A chunk that may yet be read in shorter pieces is no problem. */
  async report(
    problems: readonly GivenUp[],
    chunk: BackfillChunk,
    fence: Lease | undefined,
  ): Promise<void> {
    const { backfillStore, clock, sources } = this.#options;
    const at = { nowMs: clock.now(), fence };
    const counted: number[] = [];
    const held: GivenUp[] = [];
    for (const one of problems) {
      const failure = judgeFailure(one.slo, {
        nowMs: at.nowMs,
        delayMs: sources.delayMs(one.slo.dataSource),
      });
      if (failure === 'last') {
        await this.#giveUp(one, chunk, at);
      } else {
        held.push(one);
        counted.push(...(failure === 'counted' ? [one.slo.sliRevisionId] : []));
      }
    }
    await backfillStore.countTries(counted, at);
    for (const [text, members] of groupBy(
      held,
      ({ problem }) => `${problem.code}: ${problem.message}`,
    )) {
      await this.#hold(members, text, at);
    }
  }

  /** All of one problem. */
  async #hold(
    members: readonly GivenUp[],
    text: string,
    at: TryTime,
  ): Promise<void> {
    const { logger, slos } = this.#options;
    const names = members.map(({ slo }) => nameOf(slo)).join(', ');
    logger.warn(`Back-fill of ${names} is held up by ${text}`);
    const [{ problem }] = members;
    await slos.recordProblem(
      members.map(({ slo }) => slo.sliRevisionId),
      { ...problem, message: `History is not read: ${problem.message}` },
      { ...at, reader: 'backfill' },
    );
  }

  async #giveUp(
    { slo, problem }: GivenUp,
    { startMs, endMs }: BackfillChunk,
    { nowMs, fence }: TryTime,
  ): Promise<void> {
    const { backfillStore, logger } = this.#options;
    const { sliRevisionId } = slo;
    await backfillStore.giveUp(
      { sliRevisionId, startMs, endMs, problem, givenUpAtMs: nowMs },
      fence,
    );
    const [from, to] = [startMs, endMs].map(ms => new Date(ms).toISOString());
    logger.warn(
      `History of ${nameOf(
        slo,
      )} from ${from} to ${to} is given up and stays unknown: ${
        problem.code
      }: ${problem.message}`,
    );
  }
}

function nameOf({ entityRef, environment, slo }: ActiveSlo): string {
  return `${entityRef} ${slo.name} (${environment})`;
}
