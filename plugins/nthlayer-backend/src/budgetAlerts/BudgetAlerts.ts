import {
  BUDGET_THRESHOLDS,
  isAlertEnabled,
  isHeld,
  NoticeLevel,
  NoticeRules,
  reachedLevels,
  thresholdOf,
} from '@nthlayer/engine';
import { randomUUID } from 'node:crypto';
import { Clock } from '../clock';
import { BudgetAlertsConfig } from '../config/readBudgetAlerts';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { MadeStatus } from '../evaluation/EvaluationStore';
import { groupBy } from '../evaluation/groupBy';
import { alertPairsOf } from '../evaluation/alertPairsOf';
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

  static create(options: BudgetAlertsOptions): BudgetAlerts {
    return new BudgetAlerts(options);
  }

  private constructor(options: BudgetAlertsOptions) {
    this.#options = options;
  }

  /** To be called in the transaction that stores the statuses, with the crossings that it sees. */
  async judge(
    saved: readonly MadeStatus[],
    alertStore: BudgetAlertStore,
  ): Promise<void> {
    if (saved.length === 0 || !this.#options.budgetAlerts.enabled) {
      return;
    }
    const sloIds = new Set(saved.map(({ write }) => write.sloId));
    const crossings = groupBy(
      await alertStore.listCrossings([...sloIds]),
      groupKey,
    );
    const changes = saved.map(made => {
      const { sloId, labels } = made.write;
      const key = groupKey({ sloId, labelsHash: labelsHash(labels) });
      return this.#changesOf(made, crossings.get(key) ?? []);
    });
    await alertStore.rearm(changes.flatMap(({ left }) => left));
    await alertStore.cross(changes.flatMap(({ crossed }) => crossed));
  }

  #changesOf(
    made: MadeStatus,
    known: readonly Crossing[],
  ): { left: LeftLevels[]; crossed: CrossingWrite[] } {
    const { status, sloId, labels } = made.write;
    const rules = this.#rulesOf(made);
    const periodMs = periodOf(made);
    const left = known
      .filter(
        ({ level }) => isSettled(made) || thresholdOf(level) === undefined,
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

  #rulesOf(made: MadeStatus): NoticeRules {
    const { active } = made;
    const { budgetAlerts, sources } = this.#options;
    const off = BUDGET_THRESHOLDS.filter(
      ({ level }) => !isAlertEnabled(active.slo, level),
    ).map(({ percent }) => percent);
    return {
      pairs: budgetAlerts.burn ? alertPairsOf(active, sources) : [],
      thresholds: budgetAlerts.thresholds.filter(
        percent => isSettled(made) && !off.includes(percent),
      ),
      noData: active.slo.noData,
    };
  }
}

function groupKey(of: { sloId: number; labelsHash: string }): string {
  return `${of.sloId} ${of.labelsHash}`;
}

/** While history is read, a budget goes up and down with what is read and not with what happens. */
function isSettled({ active: { progress } }: MadeStatus): boolean {
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
