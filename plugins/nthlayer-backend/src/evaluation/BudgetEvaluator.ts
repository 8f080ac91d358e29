import { LoggerService } from '@backstage/backend-plugin-api';
import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';
import { evaluateBudget, excludeSums, WindowRequest } from '@nthlayer/engine';
import { Clock } from '../clock';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { ExcludedTiles } from '../exclusions/ExcludedTiles';
import { ExclusionCalendar } from '../exclusions/ExclusionCalendar';
import { ExclusionStore } from '../exclusions/ExclusionStore';
import { Lease } from '../leases/LeaseStore';
import { ActiveSlo, StatusWrite } from '../slos/SloStore';
import { startPausing } from '../startPausing';
import { TileStore } from '../tiles/TileStore';
import { EvaluationStore, MadeStatus } from './EvaluationStore';
import { RollingGroup, RollingLedger } from './RollingLedger';
import { SummedWindows, WindowReader } from './WindowReader';
import { groupBy } from './groupBy';
import { SloWindows } from './SloWindows';
import { StatusListener } from './StatusListener';

/** Turns stored tiles into budget statuses. */
export class BudgetEvaluator {
  readonly #options: BudgetEvaluatorOptions;
  readonly #windows: SloWindows;

  static create(options: BudgetEvaluatorOptions): BudgetEvaluator {
    return new BudgetEvaluator(options);
  }

  private constructor(options: BudgetEvaluatorOptions) {
    this.#options = options;
    this.#windows = SloWindows.create(options);
  }

  /** Computes and stores the statuses of some SLOs as of now. One that fails keeps its old status. */
  async evaluate(
    active: readonly ActiveSlo[],
    { fence, rolling, whole }: EvaluationTerms = {},
  ): Promise<void> {
    const { clock, exclusions } = this.#options;
    const nowMs = clock.now();
    const calendar = new ExclusionCalendar(await exclusions.list());
    const ledger = rolling ?? RollingLedger.create(this.#options);
    const made: MadeStatus[] = [];
    const failed = new Set<string>();
    const pause = startPausing();
    for (const [dataSource, members] of groupBy(
      active,
      slo => slo.dataSource,
    )) {
      const endMs = this.#options.sources.newestTileEnd(dataSource, nowMs);
      const groupsOf = await ledger.at(members, endMs);
      for (const slo of members) {
        const at = { nowMs, endMs, calendar, groupsOf, failed };
        const writes = await this.#evaluateSafely(slo, at);
        made.push(...writes.map(write => ({ active: slo, write })));
        await pause();
      }
    }
    const kept = await this.#options.evaluations.save(
      made,
      fence,
      whole === undefined
        ? undefined
        : { dataSource: whole, atMs: nowMs, failed },
    );
    await this.#tell(kept);
  }

  async #tell(kept: readonly MadeStatus[]): Promise<void> {
    const { listeners = [], logger } = this.#options;
    for (const listener of kept.length > 0 ? listeners : []) {
      try {
        await listener.statusesSaved(kept);
      } catch (error) {
        logger.error('What follows from new statuses failed', asError(error));
      }
    }
  }

  async #evaluateSafely(
    active: ActiveSlo,
    at: Evaluation,
  ): Promise<StatusWrite[]> {
    try {
      return await this.#evaluateSlo(active, at);
    } catch (error) {
      this.#options.logger.error(
        `Could not evaluate ${active.entityRef} ${active.slo.name}`,
        asError(error),
      );
      at.failed.add(active.entityRef);
      return [];
    }
  }

  async #evaluateSlo(
    active: ActiveSlo,
    at: Evaluation,
  ): Promise<StatusWrite[]> {
    const { sloId, sliRevisionId, revision } = active;
    const groups = at.groupsOf(active);
    const identity = { sloId, sliRevisionId, revision };
    if (groups.length === 0) {
      return active.slo.sli.groupBy.length > 0
        ? []
        : [{ ...identity, labels: {}, status: await this.#status(active, at) }];
    }
    const writes: StatusWrite[] = [];
    for (const rolling of groups) {
      const status = await this.#status(active, at, rolling);
      writes.push({ ...identity, labels: rolling.group.labels, status });
    }
    return writes;
  }

  async #status(
    active: ActiveSlo,
    { nowMs, endMs, calendar }: Evaluation,
    rolling?: RollingGroup,
  ): Promise<BudgetStatus> {
    const { tiles, tickMs } = this.#options;
    const { slo } = active;
    const windows = this.#windows.at(active, endMs);
    const startMs = Math.min(...windows.map(window => window.startMs));
    const intervals = calendar.intervalsOf(active, { startMs, endMs });
    const time = { slo, startMs, endMs, intervals, excluded: intervals };
    const { sums, newestTileMs } =
      rollingSums(rolling, windows) ??
      (await WindowReader.readSums(tiles, rolling?.group, {
        windows,
        ...time,
      }));
    const excluded =
      intervals.length > 0
        ? await ExcludedTiles.read(tiles, rolling?.group, time)
        : undefined;
    const [ofBudget, ...ofBurn] = windows.map((window, index) => ({
      ...window,
      sums: excluded
        ? excludeSums(sums[index], excluded.sums(window))
        : sums[index],
    }));
    return evaluateBudget(
      slo,
      { budget: ofBudget, burn: ofBurn },
      { nowMs, tickMs, newestTileMs },
    );
  }
}

/** Undefined where the windows have to be read from the store, as those of an SLO that counts slices. */
function rollingSums(
  rolling: RollingGroup | undefined,
  windows: readonly WindowRequest[],
): SummedWindows | undefined {
  const sums = rolling?.sums?.sums(windows);
  return (
    sums && {
      sums,
      newestTileMs: rolling?.sums?.newestTileMs ?? rolling?.olderTileMs ?? null,
    }
  );
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** What statuses are evaluated at and from. */
interface Evaluation {
  readonly nowMs: number;
  readonly endMs: number;
  readonly calendar: ExclusionCalendar;
  readonly groupsOf: (slo: ActiveSlo) => readonly RollingGroup[];
  /** Entities of which some status could not be made. */
  readonly failed: Set<string>;
}

/** How an evaluation is done. */
export interface EvaluationTerms {
  /** The lease under which it is done. */
  readonly fence?: Lease;
  /** Sums that are kept from one evaluation to the next; without them, all is read from the store. */
  readonly rolling?: RollingLedger;
  /** The data source of which these are all SLOs. */
  readonly whole?: string;
}

/** What an evaluator works with. */
export interface BudgetEvaluatorOptions {
  readonly clock: Clock;
  readonly evaluations: EvaluationStore;
  readonly exclusions: ExclusionStore;
  /** Told of statuses in this order. */
  readonly listeners?: readonly StatusListener[];
  readonly logger: LoggerService;
  readonly sources: DataSourceRegistry;
  readonly tiles: TileStore;
  readonly tickMs: number;
}
