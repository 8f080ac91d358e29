import { LoggerService } from '@backstage/backend-plugin-api';
import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  budgetWindows,
  evaluateBudget,
  excludeSums,
  WindowRequest,
  WindowSums,
} from '@nthlayer/engine';
import { Clock } from '../clock';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { ExcludedTiles } from '../exclusions/ExcludedTiles';
import { ExclusionCalendar } from '../exclusions/ExclusionCalendar';
import { ExclusionStore } from '../exclusions/ExclusionStore';
import { Lease } from '../leases/LeaseStore';
import { PortfolioStore } from '../portfolio/PortfolioStore';
import { ActiveSlo, SloStore, StatusWrite } from '../slos/SloStore';
import { startPausing } from '../startPausing';
import { TileGroup, TileStore } from '../tiles/TileStore';
import { WindowReader } from './WindowReader';

/** Turns stored tiles into budget statuses. */
export class BudgetEvaluator {
  readonly #options: BudgetEvaluatorOptions;

  static create(options: BudgetEvaluatorOptions): BudgetEvaluator {
    return new BudgetEvaluator(options);
  }

  private constructor(options: BudgetEvaluatorOptions) {
    this.#options = options;
  }

  /** Computes and stores the statuses of some SLOs as of now. One that fails keeps its old status. */
  async evaluate(active: readonly ActiveSlo[], fence?: Lease): Promise<void> {
    const calendar = new ExclusionCalendar(
      await this.#options.exclusions.list(),
    );
    const writes: StatusWrite[] = [];
    const pause = startPausing();
    for (const slo of active) {
      writes.push(...(await this.#evaluateSafely(slo, calendar)));
      await pause();
    }
    await this.#options.slos.saveStatuses(writes, fence);
    await this.#options.portfolio.refresh(active);
  }

  async #evaluateSafely(
    active: ActiveSlo,
    calendar: ExclusionCalendar,
  ): Promise<StatusWrite[]> {
    try {
      return await this.#evaluateSlo(active, calendar);
    } catch (error) {
      this.#options.logger.error(
        `Could not evaluate ${active.entityRef} ${active.slo.name}`,
        error instanceof Error ? error : new Error(String(error)),
      );
      return [];
    }
  }

  async #evaluateSlo(
    active: ActiveSlo,
    calendar: ExclusionCalendar,
  ): Promise<StatusWrite[]> {
    const { sloId, sliRevisionId, revision } = active;
    const groups = await this.#options.tiles.listGroups(sliRevisionId);
    const identity = { sloId, sliRevisionId, revision };
    if (groups.length === 0) {
      return active.slo.sli.groupBy.length > 0
        ? []
        : [
            {
              ...identity,
              labels: {},
              status: await this.#status(active, calendar),
            },
          ];
    }
    const writes: StatusWrite[] = [];
    for (const group of groups) {
      const status = await this.#status(active, calendar, group);
      writes.push({ ...identity, labels: group.labels, status });
    }
    return writes;
  }

  async #status(
    active: ActiveSlo,
    calendar: ExclusionCalendar,
    group?: TileGroup,
  ): Promise<BudgetStatus> {
    const { clock, sources, tiles, tickMs } = this.#options;
    const nowMs = clock.now();
    const endMs = sources.newestTileEnd(active.dataSource, nowMs);
    const { budget, burn } = budgetWindows(active.slo, endMs);
    const startMs = Math.min(
      ...[budget, ...burn].map(window => window.startMs),
    );
    const intervals = calendar.intervalsOf(active, { startMs, endMs });
    const { slo } = active;
    const reader = await WindowReader.open(tiles, group, {
      slo,
      startMs,
      endMs,
      excluded: intervals,
    });
    const time = { intervals, slo, endMs };
    const excluded = await ExcludedTiles.read(tiles, group, time);
    const read = (window: WindowRequest): WindowSums => {
      const { sums } = reader.read(window);
      return { ...window, sums: excludeSums(sums, excluded.sums(window)) };
    };
    return evaluateBudget(
      active.slo,
      { budget: read(budget), burn: burn.map(read) },
      { nowMs, tickMs, newestTileMs: reader.newestTileMs },
    );
  }
}

/** What an evaluator works with. */
export interface BudgetEvaluatorOptions {
  readonly clock: Clock;
  readonly exclusions: ExclusionStore;
  readonly logger: LoggerService;
  readonly portfolio: PortfolioStore;
  readonly sources: DataSourceRegistry;
  readonly tiles: TileStore;
  readonly slos: SloStore;
  readonly tickMs: number;
}
