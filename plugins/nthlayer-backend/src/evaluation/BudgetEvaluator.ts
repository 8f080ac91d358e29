import { LoggerService } from '@backstage/backend-plugin-api';
import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';
import { budgetWindows, evaluateBudget } from '@nthlayer/engine';
import { setImmediate } from 'node:timers/promises';
import { Clock } from '../clock';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { ActiveSlo, SloStore, StatusWrite } from '../slos/SloStore';
import { TileGroup, TileStore } from '../tiles/TileStore';
import { WindowReader } from './WindowReader';

const STATUSES_PER_WRITE = 50;

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
  async evaluate(active: readonly ActiveSlo[]): Promise<void> {
    let writes: StatusWrite[] = [];
    try {
      for (const slo of active) {
        writes.push(...(await this.#evaluateSafely(slo)));
        if (writes.length >= STATUSES_PER_WRITE) {
          const full = writes;
          writes = [];
          await this.#options.slos.saveStatuses(full);
        }
        await setImmediate();
      }
    } finally {
      await this.#options.slos.saveStatuses(writes);
    }
  }

  async #evaluateSafely(active: ActiveSlo): Promise<StatusWrite[]> {
    try {
      return await this.#evaluateSlo(active);
    } catch (error) {
      this.#options.logger.error(
        `Could not evaluate ${active.entityRef} ${active.slo.name}`,
        error instanceof Error ? error : new Error(String(error)),
      );
      return [];
    }
  }

  async #evaluateSlo(active: ActiveSlo): Promise<StatusWrite[]> {
    const { sloId, sliRevisionId, revision } = active;
    const groups = await this.#options.tiles.listGroups(sliRevisionId);
    const identity = { sloId, sliRevisionId, revision };
    if (groups.length === 0) {
      return active.slo.sli.groupBy.length > 0
        ? []
        : [{ ...identity, labels: {}, status: await this.#status(active) }];
    }
    const writes: StatusWrite[] = [];
    for (const group of groups) {
      const status = await this.#status(active, group);
      writes.push({ ...identity, labels: group.labels, status });
    }
    return writes;
  }

  async #status(active: ActiveSlo, group?: TileGroup): Promise<BudgetStatus> {
    const { clock, sources, tiles, tickMs } = this.#options;
    const nowMs = clock.now();
    const endMs = sources.newestTileEnd(active.dataSource, nowMs);
    const { budget, burn } = budgetWindows(active.slo, endMs);
    const fromTiles = active.slo.slices ? [budget, ...burn] : burn;
    const reader = await WindowReader.open(tiles, group, {
      slo: active.slo,
      startMs: Math.min(...fromTiles.map(window => window.startMs)),
      endMs,
    });
    return evaluateBudget(
      active.slo,
      {
        budget: await reader.read(budget),
        burn: await Promise.all(burn.map(window => reader.read(window))),
      },
      { nowMs, tickMs, newestTileMs: await reader.newestTileEnd() },
    );
  }
}

/** What an evaluator works with. */
export interface BudgetEvaluatorOptions {
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly sources: DataSourceRegistry;
  readonly tiles: TileStore;
  readonly slos: SloStore;
  readonly tickMs: number;
}
