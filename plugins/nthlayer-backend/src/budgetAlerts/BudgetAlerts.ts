import {
  BUDGET_THRESHOLDS,
  budgetThresholds,
  isAlertEnabled,
  isHeld,
  NoticeLevel,
  NoticeRules,
  reachedLevels,
  reachesLevel,
  thresholdOf,
} from '@nthlayer/engine';
import { GroupLabels, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { randomUUID } from 'node:crypto';
import { Clock } from '../clock';
import { BudgetAlertsConfig } from '../config/readBudgetAlerts';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { groupBy } from '../evaluation/groupBy';
import { alertPairsOf } from '../evaluation/alertPairsOf';
import { ActiveSlo } from '../slos/SloStore';
import { mapPausing, startPausing } from '../startPausing';
import { NoticeBounds } from '../statuses/NoticeBounds';
import { StatusLayout } from '../statuses/StatusLayout';
import { LookedStatus, StatusTable } from '../statuses/StatusTable';
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

/** Of which a status is judged. */
interface JudgedRow {
  readonly table: StatusTable;
  readonly row: number;
}

/** Notices what each status has reached and left, and has it told once. */
export class BudgetAlerts {
  readonly #options: BudgetAlertsOptions;
  /** Of SLOs as long as they are active. */
  readonly #rules = new WeakMap<Slo, NoticeRules>();
  /** Each once. */
  readonly #kinds = new Map<string, NoticeRules>();
  readonly #bounds = new WeakMap<StatusLayout, NoticeBounds>();
  readonly #hashes = new WeakMap<GroupLabels, string>();

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
    const { owners, sloIds } = table.layout;
    if (owners.length === 0 || !this.#options.budgetAlerts.enabled) {
      return;
    }
    const crossings = groupBy(
      await alertStore.listCrossings(sloIds),
      crossing => crossing.sloId,
    );
    const bounds = await this.#boundsOf(table);
    const left: LeftLevels[] = [];
    const crossed: CrossingWrite[] = [];
    const pause = startPausing();
    for (const row of rowsToJudge(table, bounds, crossings)) {
      const known = crossings.get(owners[row].sloId) ?? [];
      const rules = this.#rulesOf(table.active(row));
      if (
        !leftOut.has(row) &&
        (known.length > 0 || reachesLevel(table.look(row), rules))
      ) {
        const changes = this.#changesOf({ table, row }, rules, known);
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

  async #boundsOf(table: StatusTable): Promise<NoticeBounds> {
    const { layout } = table;
    const known = this.#bounds.get(layout);
    if (known) {
      return known;
    }
    const rules = await mapPausing(layout.owners.keys(), row =>
      this.#allRulesOf(table.active(row)),
    );
    const bounds = new NoticeBounds(rules);
    this.#bounds.set(layout, bounds);
    return bounds;
  }

  #changesOf(
    { table, row }: JudgedRow,
    rules: NoticeRules,
    ofSlo: readonly Crossing[],
  ): { left: LeftLevels[]; crossed: CrossingWrite[] } {
    const { sloId, labels } = table.layout.owners[row];
    const active = table.active(row);
    const status = table.look(row);
    const hash = ofSlo.length > 0 ? this.#hashOf(labels) : '';
    const known = ofSlo.filter(crossing => crossing.labelsHash === hash);
    const periodMs = periodOf(active, status);
    const left = known
      .filter(
        ({ level }) => isSettled(active) || thresholdOf(level) === undefined,
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
        reason: this.#reasonOf({ table, row }, levels),
      })),
    };
  }

  #reasonOf(
    { table, row }: JudgedRow,
    levels: readonly NoticeLevel[],
  ): NoticeReason {
    const { clock } = this.#options;
    const active = table.active(row);
    const { labels, revision } = table.layout.owners[row];
    return {
      id: randomUUID(),
      entityRef: active.entityRef,
      environment: active.environment,
      dataSource: active.dataSource,
      revision,
      slo: active.slo.name,
      labels,
      levels,
      thresholds: this.#allRulesOf(active).thresholds,
      crossedAtMs: clock.now(),
      status: table.status(row),
    };
  }

  #rulesOf(active: ActiveSlo): NoticeRules {
    const rules = this.#allRulesOf(active);
    return isSettled(active) ? rules : { ...rules, thresholds: [] };
  }

  #allRulesOf(active: ActiveSlo): NoticeRules {
    const known = this.#rules.get(active.slo) ?? this.#readRules(active);
    this.#rules.set(active.slo, known);
    return known;
  }

  #hashOf(labels: GroupLabels): string {
    const known = this.#hashes.get(labels) ?? labelsHash(labels);
    this.#hashes.set(labels, known);
    return known;
  }

  #readRules(active: ActiveSlo): NoticeRules {
    const { budgetAlerts, sources } = this.#options;
    const rules: NoticeRules = {
      pairs: budgetAlerts.burn ? alertPairsOf(active, sources) : [],
      thresholds: thresholdsOf(active.slo, budgetAlerts.thresholds),
      noData: active.slo.noData,
    };
    const key = JSON.stringify(rules);
    const known = this.#kinds.get(key) ?? rules;
    this.#kinds.set(key, known);
    return known;
  }
}

/** An SLO's own, or else the usual ones that it does not switch off, in per cent. */
function thresholdsOf(slo: Slo, usual: readonly number[]): readonly number[] {
  if (slo.alerts?.budgetThresholds) {
    return budgetThresholds(slo).map(({ percent }) => percent);
  }
  const off = BUDGET_THRESHOLDS.filter(
    ({ level }) => !isAlertEnabled(slo, level),
  ).map(({ percent }) => percent);
  return usual.filter(percent => !off.includes(percent));
}

/** Those that may be at a level, and those of SLOs of which a level was reached; in their order. */
function rowsToJudge(
  table: StatusTable,
  bounds: NoticeBounds,
  crossings: ReadonlyMap<number, unknown>,
): readonly number[] {
  const { ofSlos } = table.layout;
  const loud = table.loudRows(bounds);
  const crossed = [...crossings.keys()].flatMap(id => ofSlos.get(id) ?? []);
  return [...new Set([...loud, ...crossed])].sort((one, other) => one - other);
}

/** While history is read, a budget goes up and down with what is read and not with what happens. */
function isSettled({ progress }: ActiveSlo): boolean {
  return progress.backfillReachedMs <= progress.backfillFromMs;
}

/** A new calendar period is a new budget. */
function periodOf(
  { slo }: ActiveSlo,
  { window }: LookedStatus,
): number | undefined {
  return slo.window.type === 'calendar' ? window.startMs : undefined;
}

/** What is spent and what burns are told apart, each by its worst. */
function splitByKind(levels: readonly NoticeLevel[]): NoticeLevel[][] {
  const spent = levels.filter(level => thresholdOf(level) !== undefined);
  const burns = levels.filter(level => thresholdOf(level) === undefined);
  return [spent, burns].filter(kind => kind.length > 0);
}
