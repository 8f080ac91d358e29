import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../clock';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { ExclusionCalendar } from '../exclusions/ExclusionCalendar';
import { ExclusionStore } from '../exclusions/ExclusionStore';
import { Lease } from '../leases/LeaseStore';
import { progressIn } from '../slos/progressIn';
import { ActiveSlo } from '../slos/SloStore';
import { startPausing } from '../startPausing';
import { madeStatus, MadeTable, StatusTable } from '../statuses/StatusTable';
import { TileStore } from '../tiles/TileStore';
import { EvaluationStore } from './EvaluationStore';
import { RolledTable } from './rolling/RolledTable';
import { RollingLayout } from './rolling/RollingLayout';
import { RollingLedger } from './rolling/RollingLedger';
import { KeptSums, SumsRequest } from './KeptSums';
import { SpecialRows } from './SpecialRows';
import { groupBy } from './groupBy';
import { StatusListener } from './StatusListener';

/** Turns stored tiles into budget statuses. */
export class BudgetEvaluator {
  readonly #options: BudgetEvaluatorOptions;
  readonly #sums: KeptSums;
  readonly #special = SpecialRows.create();
  #calendar = new ExclusionCalendar([]);

  static create(options: BudgetEvaluatorOptions): BudgetEvaluator {
    return new BudgetEvaluator(options);
  }

  private constructor(options: BudgetEvaluatorOptions) {
    this.#options = options;
    this.#sums = KeptSums.create(options);
  }

  /** Computes and stores the statuses of some SLOs as of now. One that fails keeps its old status. */
  async evaluate(
    active: readonly ActiveSlo[],
    { fence, rolling, whole }: EvaluationTerms = {},
  ): Promise<void> {
    const { clock, evaluations, exclusions } = this.#options;
    const nowMs = clock.now();
    this.#calendar = this.#calendar.with(
      await exclusions.list({ effectiveAtMs: nowMs }),
    );
    const calendar = this.#calendar;
    const ledger = rolling ?? RollingLedger.create(this.#options);
    let kept = 0;
    const bySource = whole
      ? [[whole, active] as const]
      : groupBy(active, slo => slo.dataSource);
    for (const [dataSource, members] of bySource) {
      const newestMs = this.#options.sources.newestTileEnd(dataSource, nowMs);
      const endMs = endOfKnown(members, newestMs);
      const layout = await ledger.at(dataSource, members, endMs);
      const failed = new Set<string>();
      const at = { nowMs, endMs, calendar, failed };
      const table = await this.#tableOf(layout, members, at);
      const leftOut = await evaluations.saveTable(
        table,
        fence,
        whole === dataSource ? { dataSource, atMs: nowMs, failed } : undefined,
      );
      kept += table.layout.owners.length - leftOut.size;
    }
    if (kept > 0) {
      await this.#tell();
    }
  }

  async #tell(): Promise<void> {
    const { listeners = [], logger } = this.#options;
    for (const listener of listeners) {
      try {
        await listener.statusesSaved();
      } catch (error) {
        logger.error('What follows from new statuses failed', asError(error));
      }
    }
  }

  async #tableOf(
    layout: RollingLayout,
    active: readonly ActiveSlo[],
    at: Evaluation,
  ): Promise<StatusTable> {
    const { tickMs } = this.#options;
    const table = new RolledTable(layout, active, { ...at, tickMs });
    const failing = new Set<ActiveSlo>();
    layout.problems.forEach((problem, slo) =>
      this.#fail(active[slo], at, problem),
    );
    const pause = startPausing();
    for (const _some of table.lookAtAll()) {
      await pause();
    }
    const requests = new Map(this.#special.requests(layout, active, at));
    await this.#setSums(table, requests, { ...at, failing });
    return failing.size === 0 ? table : without(table, failing);
  }

  /** Sums of rows that are not simply those that roll along. */
  async #setSums(
    table: RolledTable,
    requests: ReadonlyMap<number, SumsRequest>,
    { failing, ...at }: Evaluation & { failing: Set<ActiveSlo> },
  ): Promise<void> {
    const pause = startPausing();
    const read = await this.#sums.read([...requests.values()]);
    for (const [index, row] of [...requests.keys()].entries()) {
      const summed = read[index];
      const active = table.active(row);
      if (summed instanceof Error) {
        this.#fail(active, at, summed);
        failing.add(active);
      } else {
        table.set(row, summed);
      }
      const pausing = pause();
      if (pausing) {
        await pausing;
      }
    }
  }

  #fail(active: ActiveSlo, { failed }: Evaluation, error: unknown): void {
    this.#options.logger.error(
      `Could not evaluate ${active.entityRef} ${active.slo.name}`,
      asError(error),
    );
    failed.add(active.entityRef);
  }
}

/**
 * What has been read is known, even where it would not be read yet: after the data source's lag was made longer, or by
 * a replica whose clock is ahead. Sums that end before it would miss it when they roll on.
 */
function endOfKnown(members: readonly ActiveSlo[], newestMs: number): number {
  const ends = progressIn(members).map(({ watermarkMs }) => watermarkMs);
  return ends.reduce((one, other) => Math.max(one, other), newestMs);
}

/** All but the statuses of some SLOs, in an order of their own. */
function without(
  table: StatusTable,
  failing: ReadonlySet<ActiveSlo>,
): StatusTable {
  const rows = [...table.layout.owners.keys()].filter(
    row => !failing.has(table.active(row)),
  );
  return new MadeTable(rows.map(row => madeStatus(table, row)));
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** What statuses are evaluated at and from. */
interface Evaluation {
  readonly nowMs: number;
  readonly endMs: number;
  readonly calendar: ExclusionCalendar;
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
