import {
  BUDGET_THRESHOLDS,
  isAlertEnabled,
  isHeld,
  NoticeLevel,
  NoticeRules,
  reachedLevels,
  thresholdOf,
} from '@nthlayer/engine';
import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { randomUUID } from 'node:crypto';
import { Clock } from '../clock';
import { BudgetAlertsConfig } from '../config/readBudgetAlerts';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { MadeStatus } from '../evaluation/EvaluationStore';
import { groupBy } from '../evaluation/groupBy';
import { alertPairsOf } from '../evaluation/alertPairsOf';
import { ActiveSlo } from '../slos/SloStore';
import { startPausing } from '../startPausing';
import { madeStatus, StatusTable } from '../statuses/StatusTable';
import {
  BudgetAlertStore,
  Crossing,
  CrossingWrite,
  LeftLevels,
  NoticeReason,
} from './BudgetAlertStore';
import { labelsHash } from './labelsHash';

/** What budget alerts work with. */
export interface BudgetAlertsOptions {
  readonly clock: Clock;
  readonly budgetAlerts: BudgetAlertsConfig;
  readonly sources: DataSourceRegistry;
}

/** Notices what each status has reached and left, and has it told once. */
export class BudgetAlerts {
  readonly #options: BudgetAlertsOptions;
  /** Of SLOs as long as they are active. */
  readonly #rules = new WeakMap<Slo, NoticeRules>();

  static create(options: BudgetAlertsOptions): BudgetAlerts {
    return new BudgetAlerts(options);
  }

  private constructor(options: BudgetAlertsOptions) {
    this.#options = options;
  }

  /**
   * To be called in the transaction that stores the statuses, with the crossings that it sees. Of most statuses no level
   * was ever reached: they need not be made.
   */
  async judge(
    table: StatusTable,
    leftOut: ReadonlySet<number>,
    alertStore: BudgetAlertStore,
  ): Promise<void> {
    const { owners } = table.layout;
    if (owners.length === 0 || !this.#options.budgetAlerts.enabled) {
      return;
    }
    const sloIds = new Set(owners.map(({ sloId }) => sloId));
    const crossings = groupBy(
      await alertStore.listCrossings(sloIds),
      crossing => crossing.sloId,
    );
    const left: LeftLevels[] = [];
    const crossed: CrossingWrite[] = [];
    const pause = startPausing();
    for (const [row, { sloId }] of owners.entries()) {
      const known = crossings.get(sloId) ?? [];
      const active = table.active(row);
      if (
        !leftOut.has(row) &&
        (known.length > 0 || table.reachesLevel(row, this.#rulesOf(active)))
      ) {
        const changes = this.#changesOf(madeStatus(table, row), known);
        left.push(...changes.left);
        crossed.push(...changes.crossed);
      }
      const pausing = pause();
      if (pausing) {
        await pausing;
      }
    }
    await alertStore.rearm(left);
    await alertStore.cross(crossed);
  }

  #changesOf(
    made: MadeStatus,
    ofSlo: readonly Crossing[],
  ): { left: LeftLevels[]; crossed: CrossingWrite[] } {
    const { status, sloId, labels } = made.write;
    const rules = this.#rulesOf(made.active);
    const hash = ofSlo.length > 0 ? labelsHash(labels) : '';
    const known = ofSlo.filter(crossing => crossing.labelsHash === hash);
    const periodMs = periodOf(made);
    const left = known
      .filter(
        ({ level }) =>
          isSettled(made.active) || thresholdOf(level) === undefined,
      )
      .filter(
        crossing =>
          crossing.periodMs !== periodMs ||
          !isHeld(crossing.level, status, rules.pairs),
      )
      .map(({ level }) => level);
    const held = known
      .map(({ level }) => level)
      .filter(level => !left.includes(level));
    const fresh = reachedLevels(status, rules).filter(
      level => !held.includes(level),
    );
    return {
      left: left.length > 0 ? [{ sloId, labels, levels: left }] : [],
      crossed: splitByKind(fresh).map(levels => ({
        sloId,
        labels,
        periodMs,
        reason: this.#reasonOf(made, levels),
      })),
    };
  }

  #reasonOf(
    { active, write }: MadeStatus,
    levels: readonly NoticeLevel[],
  ): NoticeReason {
    const { budgetAlerts, clock } = this.#options;
    return {
      id: randomUUID(),
      entityRef: active.entityRef,
      environment: active.environment,
      dataSource: active.dataSource,
      revision: write.revision,
      slo: active.slo.name,
      labels: write.labels,
      levels,
      thresholds: budgetAlerts.thresholds,
      crossedAtMs: clock.now(),
      status: write.status,
    };
  }

  #rulesOf(active: ActiveSlo): NoticeRules {
    let rules = this.#rules.get(active.slo);
    if (!rules) {
      rules = this.#readRules(active);
      this.#rules.set(active.slo, rules);
    }
    return isSettled(active) ? rules : { ...rules, thresholds: [] };
  }

  #readRules(active: ActiveSlo): NoticeRules {
    const { budgetAlerts, sources } = this.#options;
    const off = BUDGET_THRESHOLDS.filter(
      ({ level }) => !isAlertEnabled(active.slo, level),
    ).map(({ percent }) => percent);
    return {
      pairs: budgetAlerts.burn ? alertPairsOf(active, sources) : [],
      thresholds: budgetAlerts.thresholds.filter(
        percent => !off.includes(percent),
      ),
      noData: active.slo.noData,
    };
  }
}

/** While history is read, a budget goes up and down with what is read and not with what happens. */
function isSettled({ progress }: ActiveSlo): boolean {
  return progress.backfillReachedMs <= progress.backfillFromMs;
}

/** A new calendar period is a new budget. */
function periodOf({ active, write }: MadeStatus): number | undefined {
  return active.slo.window.type === 'calendar'
    ? write.status.window.startMs
    : undefined;
}

/** What is spent and what burns are told apart, each by its worst. */
function splitByKind(levels: readonly NoticeLevel[]): NoticeLevel[][] {
  const spent = levels.filter(level => thresholdOf(level) !== undefined);
  const burns = levels.filter(level => thresholdOf(level) === undefined);
  return [spent, burns].filter(kind => kind.length > 0);
}
