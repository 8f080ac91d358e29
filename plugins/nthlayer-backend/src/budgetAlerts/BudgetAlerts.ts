import {
  BUDGET_THRESHOLDS,
  isAlertEnabled,
  isHeld,
  NoticeLevel,
  NoticeRules,
  reachedLevels,
  thresholdOf,
} from '@nthlayer/engine';
import { Clock } from '../clock';
import { BudgetAlertsConfig } from '../config/readBudgetAlerts';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { groupBy } from '../evaluation/groupBy';
import { alertPairsOf } from '../evaluation/sloWindows';
import { StatusListener, StoredEvaluation } from '../evaluation/StatusListener';
import { BudgetAlertStore, Crossing } from './BudgetAlertStore';
import { labelsHash } from './labelsHash';
import { NoticeWriter } from './NoticeWriter';

/** What budget alerts work with. */
export interface BudgetAlertsOptions {
  readonly clock: Clock;
  readonly budgetAlerts: BudgetAlertsConfig;
  readonly alertStore: BudgetAlertStore;
  readonly sources: DataSourceRegistry;
  readonly writer: NoticeWriter;
}

/** Notices what each status has reached and left, and has it told once. */
export class BudgetAlerts implements StatusListener {
  readonly #options: BudgetAlertsOptions;

  static create(options: BudgetAlertsOptions): BudgetAlerts {
    return new BudgetAlerts(options);
  }

  private constructor(options: BudgetAlertsOptions) {
    this.#options = options;
  }

  async statusesSaved(saved: readonly StoredEvaluation[]): Promise<void> {
    // While history is read, a budget goes up and down with what is read and not with what happens.
    const settled = saved.filter(
      ({ active: { progress } }) =>
        progress.backfillReachedMs <= progress.backfillFromMs,
    );
    if (settled.length === 0 || !this.#options.budgetAlerts.enabled) {
      return;
    }
    const sloIds = new Set(settled.map(({ write }) => write.sloId));
    const crossings = groupBy(
      await this.#options.alertStore.listCrossings([...sloIds]),
      groupKey,
    );
    for (const evaluation of settled) {
      const { sloId, labels } = evaluation.write;
      const key = groupKey({ sloId, labelsHash: labelsHash(labels) });
      await this.#judge(evaluation, crossings.get(key) ?? []);
    }
  }

  async #judge(
    evaluation: StoredEvaluation,
    known: readonly Crossing[],
  ): Promise<void> {
    const { alertStore } = this.#options;
    const { status, sloId, labels } = evaluation.write;
    const rules = this.#rulesOf(evaluation);
    const periodMs = periodOf(evaluation);
    const left = known
      .filter(
        crossing =>
          crossing.periodMs !== periodMs ||
          !isHeld(crossing.level, status, rules.pairs),
      )
      .map(({ level }) => level);
    if (left.length > 0) {
      await alertStore.rearm({ sloId, labels }, left);
    }
    const held = known
      .map(({ level }) => level)
      .filter(level => !left.includes(level));
    const fresh = reachedLevels(status, rules).filter(
      level => !held.includes(level),
    );
    for (const levels of splitByKind(fresh)) {
      await this.#cross(evaluation, levels, periodMs);
    }
  }

  async #cross(
    evaluation: StoredEvaluation,
    levels: readonly NoticeLevel[],
    periodMs: number | undefined,
  ): Promise<void> {
    const { alertStore, budgetAlerts, clock, writer } = this.#options;
    const crossedAtMs = clock.now();
    const { sloId, labels } = evaluation.write;
    const notice = await writer.write(evaluation, {
      levels,
      crossedAtMs,
      thresholds: budgetAlerts.thresholds,
    });
    const write = { sloId, labels, levels, periodMs, crossedAtMs, notice };
    await alertStore.cross(write);
  }

  #rulesOf({ active }: StoredEvaluation): NoticeRules {
    const { budgetAlerts, sources } = this.#options;
    const off = BUDGET_THRESHOLDS.filter(
      ({ level }) => !isAlertEnabled(active.slo, level),
    ).map(({ percent }) => percent);
    return {
      pairs: budgetAlerts.burn ? alertPairsOf(active, sources) : [],
      thresholds: budgetAlerts.thresholds.filter(
        percent => !off.includes(percent),
      ),
    };
  }
}

function groupKey(of: { sloId: number; labelsHash: string }): string {
  return `${of.sloId} ${of.labelsHash}`;
}

/** A new calendar period is a new budget. */
function periodOf({ active, write }: StoredEvaluation): number | undefined {
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
