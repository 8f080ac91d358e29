import { LoggerService } from '@backstage/backend-plugin-api';
import {
  BudgetStatus,
  GroupLabels,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  evaluateBudget,
  excludeSums,
  Interval,
  WindowRequest,
} from '@nthlayer/engine';
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
import { SloWindows, StatusWindows } from './SloWindows';
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
        const writes = this.#evaluateSafely(slo, at);
        for (const write of Array.isArray(writes) ? writes : await writes) {
          made.push({ active: slo, write });
        }
        const pausing = pause();
        if (pausing) {
          await pausing;
        }
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

  /** At once where all that is needed is in memory. */
  #evaluateSafely(
    active: ActiveSlo,
    at: Evaluation,
  ): StatusWrite[] | Promise<StatusWrite[]> {
    try {
      return (
        this.#fromMemory(active, at) ??
        this.#fromStore(active, at).catch(error =>
          this.#fail(active, at, error),
        )
      );
    } catch (error) {
      return this.#fail(active, at, error);
    }
  }

  #fail(active: ActiveSlo, { failed }: Evaluation, error: unknown) {
    this.#options.logger.error(
      `Could not evaluate ${active.entityRef} ${active.slo.name}`,
      asError(error),
    );
    failed.add(active.entityRef);
    return [];
  }

  /** Undefined where something has to be read: sums that are not kept, or tiles that are excluded. */
  #fromMemory(active: ActiveSlo, at: Evaluation): StatusWrite[] | undefined {
    const windows = this.#windows.at(active, at.endMs);
    const groups = at.groupsOf(active);
    if (groups.length === 0 || excludedIn(active, windows, at).length > 0) {
      return undefined;
    }
    const writes: StatusWrite[] = [];
    for (const rolling of groups) {
      const summed = rollingSums(rolling, windows);
      if (!summed) {
        return undefined;
      }
      const status = this.#evaluate(active.slo, windows, { summed, ...at });
      writes.push(writeOf(active, rolling.group.labels, status));
    }
    return writes;
  }

  async #fromStore(active: ActiveSlo, at: Evaluation): Promise<StatusWrite[]> {
    const groups = at.groupsOf(active);
    if (groups.length === 0) {
      return active.slo.sli.groupBy.length > 0
        ? []
        : [writeOf(active, {}, await this.#status(active, at))];
    }
    const writes: StatusWrite[] = [];
    for (const rolling of groups) {
      const status = await this.#status(active, at, rolling);
      writes.push(writeOf(active, rolling.group.labels, status));
    }
    return writes;
  }

  async #status(
    active: ActiveSlo,
    at: Evaluation,
    rolling?: RollingGroup,
  ): Promise<BudgetStatus> {
    const { tiles } = this.#options;
    const { slo } = active;
    const { endMs } = at;
    const windows = this.#windows.at(active, endMs);
    const intervals = excludedIn(active, windows, at);
    const startMs = startOf(windows);
    const time = { slo, startMs, endMs, intervals, excluded: intervals };
    const summed =
      rollingSums(rolling, windows) ??
      (await WindowReader.readSums(tiles, rolling?.group, {
        windows,
        ...time,
      }));
    const excluded = await ExcludedTiles.read(tiles, rolling?.group, time);
    const sums = windows.map((window, index) =>
      excludeSums(summed.sums[index], excluded.sums(window)),
    );
    return this.#evaluate(slo, windows, {
      summed: { ...summed, sums },
      ...at,
    });
  }

  #evaluate(
    slo: Slo,
    windows: StatusWindows,
    { summed, nowMs }: Pick<Evaluation, 'nowMs'> & { summed: SummedWindows },
  ): BudgetStatus {
    const { tickMs } = this.#options;
    const { sums, newestTileMs } = summed;
    const [budget, ...burn] = windows.map((window, index) => ({
      windowMs: window.windowMs,
      startMs: window.startMs,
      endMs: window.endMs,
      resolutionMs: window.resolutionMs,
      sums: sums[index],
    }));
    const at = { nowMs, tickMs, newestTileMs };
    return evaluateBudget(slo, { budget, burn }, at);
  }
}

function writeOf(
  { sloId, sliRevisionId, revision }: ActiveSlo,
  labels: GroupLabels,
  status: BudgetStatus,
): StatusWrite {
  return { sloId, sliRevisionId, revision, labels, status };
}

function startOf(windows: StatusWindows): number {
  return windows.reduce(
    (least, { startMs }) => Math.min(least, startMs),
    Infinity,
  );
}

function excludedIn(
  active: ActiveSlo,
  windows: StatusWindows,
  { calendar, endMs }: Evaluation,
): Interval[] {
  return calendar.intervalsOf(active, { startMs: startOf(windows), endMs });
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
